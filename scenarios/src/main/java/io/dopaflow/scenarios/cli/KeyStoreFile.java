package io.dopaflow.scenarios.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PKCS #12 file that is looked at before a process takes part in a cluster: there, no connection would be made, and nobody
 * would know why.
 *
 * @param option that names it
 * @param isKey whether it is to hold a private key; else certificates that are trusted
 */
record KeyStoreFile(String option, Path file, boolean isKey) {
    private static final String KIND = "PKCS12";

    /** A file with a private key and its certificate. */
    static KeyStoreFile ofKey(String option, Path file) {
        return new KeyStoreFile(option, file, true);
    }

    /** A file with certificates that are trusted. */
    static KeyStoreFile ofTrust(String option, Path file) {
        return new KeyStoreFile(option, file, false);
    }

    /**
     * What is wrong with it, one line each.
     *
     * @param password of the file; without it no more than that the file is there can be known
     */
    List<String> problems(Optional<String> password) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            return List.of(problem(Files.exists(file) ? "which cannot be read" : "which does not exist"));
        }
        return password.map(text -> problems(text.toCharArray())).orElse(List.of());
    }

    private List<String> problems(char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KIND);
            store.load(in, password);
            List<String> aliases = Collections.list(store.aliases()).stream()
                    .filter(alias -> isWanted(store, alias))
                    .toList();
            if (aliases.isEmpty()) {
                return List.of(problem(isKey ? "which has no private key" : "which has no trusted certificate"));
            }
            for (String alias : aliases) {
                if (isKey) {
                    store.getKey(alias, password);
                }
            }
            return aliases.stream()
                    .flatMap(alias -> certificate(store, alias))
                    .flatMap(certificate -> validity(certificate).stream())
                    .toList();
        } catch (UnrecoverableKeyException e) {
            return List.of(problem("whose key has another password"));
        } catch (IOException e) {
            return List.of(problem(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "whose password is another one"
                            : "which is no PKCS #12 file"));
        } catch (GeneralSecurityException e) {
            return List.of(problem("which cannot be used (" + Text.oneLine(e.getMessage()) + ")"));
        }
    }

    private boolean isWanted(KeyStore store, String alias) {
        try {
            return isKey ? store.isKeyEntry(alias) : store.isCertificateEntry(alias);
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<X509Certificate> certificate(KeyStore store, String alias) {
        try {
            return store.getCertificate(alias) instanceof X509Certificate found ? Stream.of(found) : Stream.empty();
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> validity(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return Optional.empty();
        } catch (CertificateExpiredException e) {
            return Optional.of(problem(
                    "whose certificate expired at " + certificate.getNotAfter().toInstant()));
        } catch (CertificateNotYetValidException e) {
            return Optional.of(problem("whose certificate is not valid before "
                    + certificate.getNotBefore().toInstant()));
        }
    }

    private String problem(String what) {
        return option + ": found " + file + ", " + what + "; allowed: a PKCS #12 file with "
                + (isKey ? "a private key and its valid certificate" : "certificates that are trusted")
                + ", and the password of --tls-password-file";
    }
}
