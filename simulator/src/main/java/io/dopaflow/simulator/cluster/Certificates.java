package io.dopaflow.simulator.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;

/**
 * By what nodes know each other on a network: each shows its certificate to the other, and no connection is made without
 * (mutual TLS).
 *
 * @param keyStore PKCS #12 file with the private key of this node and its certificate
 * @param trustStore PKCS #12 file with the certificates of those who may sign for a node
 * @param password of both files
 */
public record Certificates(Path keyStore, Path trustStore, String password) {

    /**
     * Reads both files: what is wrong with them shows at the other end only, as a connection that is not made.
     *
     * @throws ClusterException if one cannot be read, has nothing of use, or the certificate is not valid now
     */
    void check() throws ClusterException {
        load(trustStore);
        KeyStore own = load(keyStore);
        try {
            int keys = 0;
            for (String alias : Collections.list(own.aliases())) {
                if (own.isKeyEntry(alias) && own.getCertificate(alias) instanceof X509Certificate certificate) {
                    keys++;
                    certificate.checkValidity();
                }
            }
            if (keys == 0) {
                throw new ClusterException(keyStore + " has no private key with a certificate");
            }
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new ClusterException("the certificate in " + keyStore + " is not valid now: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new ClusterException("cannot read " + keyStore + ": " + e.getMessage(), e);
        }
    }

    private KeyStore load(Path file) throws ClusterException {
        try (var in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return store;
        } catch (NoSuchFileException e) {
            throw new ClusterException("no such file: " + file, e);
        } catch (IOException | GeneralSecurityException e) {
            throw new ClusterException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "Certificates[" + keyStore + ", " + trustStore + "]";
    }
}
