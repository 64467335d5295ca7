package io.dopaflow.scenarios.laboratory;

import akka.http.javadsl.model.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Who may ask. The server is reached by its loopback names only, so that no other name can be made to lead to it (DNS rebinding);
 * pages of other origins are refused; and what reads files or changes anything needs the token, which only who started the
 * laboratory knows.
 *
 * @param port of the server
 * @param token of the laboratory
 */
record Access(int port, String token) {

    /** Why a request is refused whatever it asks for; nothing if it is not. */
    Optional<String> refusal(HttpRequest request) {
        List<String> hosts = headers(request, "host");
        if (hosts.size() != 1 || !names().contains(hosts.get(0))) {
            return Optional.of(
                    "found the host " + String.join(", ", hosts) + "; allowed: " + String.join(", ", names()));
        }
        for (String origin : headers(request, "origin")) {
            if (names().stream().noneMatch(name -> origin.equals("http://" + name))) {
                return Optional.of("found the origin " + origin + "; allowed: pages of the laboratory itself");
            }
        }
        for (String site : headers(request, "sec-fetch-site")) {
            if (!List.of("same-origin", "none").contains(site)) {
                return Optional.of("found a request of another site; allowed: pages of the laboratory itself");
            }
        }
        return Optional.empty();
    }

    private List<String> names() {
        return List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** Whether a request has the token. The time that this takes tells nothing of it. */
    boolean hasToken(HttpRequest request) {
        List<String> given = headers(request, "authorization");
        return given.size() == 1
                && MessageDigest.isEqual(
                        ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
                        given.get(0).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> headers(HttpRequest request, String name) {
        return StreamSupport.stream(request.getHeaders().spliterator(), false)
                .filter(header -> header.lowercaseName().equals(name))
                .map(header -> header.value())
                .collect(Collectors.toList());
    }
}
