package io.dopaflow.simulator.cluster;

import java.nio.file.Path;

/**
 * By what nodes know each other on a network: each shows its certificate to the other, and no connection is made without
 * (mutual TLS).
 *
 * @param keyStore PKCS #12 file with the private key of this node and its certificate
 * @param trustStore PKCS #12 file with the certificates of those who may sign for a node
 * @param password of both files
 */
public record Certificates(Path keyStore, Path trustStore, String password) {

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "Certificates[" + keyStore + ", " + trustStore + "]";
    }
}
