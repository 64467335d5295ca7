package io.dopaflow.scenarios.cli;

import io.dopaflow.simulator.cluster.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the certificates of a process of a cluster. */
final class TlsSettings {
    private static final String PASSWORD_VARIABLE = "DOPAFLOW_TLS_PASSWORD";

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "The private key and the certificate of this process: a PKCS #12 file, as keytool makes.")
    private @Nullable Path keyStore;

    @Option(
            names = "--tls-truststore",
            paramLabel = "FILE",
            description = "The certificates of those who may sign for a node: a PKCS #12 file.")
    private @Nullable Path trustStore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password of both; by default it is in the environment"
                    + " variable%n  " + PASSWORD_VARIABLE + ".")
    private @Nullable Path passwordFile;

    /** Whether any of the options is there. */
    boolean isAsked() {
        return keyStore != null || trustStore != null || passwordFile != null;
    }

    /** What is wrong with the options: half of them is none. */
    List<String> problems() {
        if (!isAsked()) {
            return List.of();
        }
        List<String> problems = new ArrayList<>(missing());
        Optional<String> password = readPassword(problems);
        if (keyStore != null) {
            problems.addAll(KeyStoreFile.ofKey("--tls-keystore", keyStore).problems(password));
        }
        if (trustStore != null) {
            problems.addAll(KeyStoreFile.ofTrust("--tls-truststore", trustStore).problems(password));
        }
        return problems;
    }

    private List<String> missing() {
        Map<String, String> lacking = new LinkedHashMap<>();
        if (keyStore == null) {
            lacking.put("--tls-keystore", "a PKCS #12 file");
        }
        if (trustStore == null) {
            lacking.put("--tls-truststore", "a PKCS #12 file");
        }
        if (passwordFile == null && environmentPassword().isEmpty()) {
            lacking.put("--tls-password-file", "a file with the password, or the variable " + PASSWORD_VARIABLE);
        }
        return lacking.entrySet().stream()
                .map(entry -> entry.getKey() + ": found nothing; allowed: " + entry.getValue()
                        + ", as TLS needs a key store, a trust store and their password")
                .toList();
    }

    private static Optional<String> environmentPassword() {
        return Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)).filter(text -> !text.isEmpty());
    }

    private Optional<String> readPassword(List<String> problems) {
        if (passwordFile == null) {
            return environmentPassword();
        }
        try {
            Optional<String> line = Files.readString(passwordFile, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .filter(text -> !text.isEmpty());
            if (line.isEmpty()) {
                problems.add("--tls-password-file: found nothing in the first line of " + passwordFile
                        + "; allowed: the password");
            }
            return line;
        } catch (IOException e) {
            problems.add("--tls-password-file: found " + passwordFile
                    + ", which cannot be read; allowed: a text file with the password in its first line");
            return Optional.empty();
        }
    }

    /** The options as another process of this program is to be given them. */
    List<String> words() {
        Map<String, Optional<Path>> options = new LinkedHashMap<>();
        options.put("--tls-keystore", Optional.ofNullable(keyStore));
        options.put("--tls-truststore", Optional.ofNullable(trustStore));
        options.put("--tls-password-file", Optional.ofNullable(passwordFile));
        return options.entrySet().stream()
                .filter(option -> option.getValue().isPresent())
                .flatMap(option ->
                        Stream.of(option.getKey(), option.getValue().get().toString()))
                .toList();
    }

    /** The certificates, if the options name them, and nothing is wrong with these. */
    Optional<Certificates> certificates() {
        return keyStore == null || trustStore == null
                ? Optional.empty()
                : Optional.of(new Certificates(
                        keyStore.toAbsolutePath(),
                        trustStore.toAbsolutePath(),
                        readPassword(new ArrayList<>()).orElseThrow()));
    }
}
