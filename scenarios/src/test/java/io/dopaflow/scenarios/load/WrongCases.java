package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Wrong files and what is said of them. A file of cases has, for each, {@code # } and what it is, the pieces of a right file that are
 * replaced ({@code < }) and by what ({@code > }), and the whole message.
 */
final class WrongCases {

    private WrongCases() {}

    /**
     * A case.
     *
     * @param title what is wrong
     * @param text the wrong file
     * @param messages what is said of it
     */
    record Wrong(String title, String text, List<String> messages) {
        @Override
        public String toString() {
            return title;
        }
    }

    /** The cases of a file beside this class. */
    static List<Wrong> of(String right, String file, UnaryOperator<String> message) {
        List<Wrong> cases = new ArrayList<>();
        String old = "";
        for (String line : resource(file).lines().toList()) {
            if (line.startsWith("# ")) {
                cases.add(new Wrong(line.substring(2), right, new ArrayList<>()));
                continue;
            }
            Wrong last = cases.get(cases.size() - 1);
            if (line.startsWith("< ")) {
                old = line.substring(2);
                assertThat(last.text).as(last.title).contains(old);
            } else if (line.startsWith("> ")) {
                int from = last.text.indexOf(old);
                String changed =
                        last.text.substring(0, from) + line.substring(2) + last.text.substring(from + old.length());
                cases.set(cases.size() - 1, new Wrong(last.title, changed, last.messages));
            } else {
                last.messages.add(message.apply(line));
            }
        }
        return cases;
    }

    /** The text of a file beside this class. */
    static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(WrongCases.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
