package io.dopaflow.scenarios.laboratory;

import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The token of a laboratory, kept in a folder that its owner alone may read, so that pages outlive a restart of the server. */
final class Token {
    private static final int BYTES = 16;
    private static final String FORM = "[0-9a-f]{32}";

    private Token() {}

    /**
     * That of the folder; made if there is none.
     *
     * @throws StorageException if it cannot be read or written
     */
    static String in(Path folder) {
        Path own = folder.resolve(".laboratory");
        Path file = own.resolve("token");
        try {
            Files.createDirectories(folder);
            if (!Files.isDirectory(own)) {
                Files.createDirectory(
                        own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (Files.notExists(file)) {
                byte[] bytes = new byte[BYTES];
                new SecureRandom().nextBytes(bytes);
                AtomicFile.write(file, HexFormat.of().formatHex(bytes));
            }
            String token = Files.readString(file).strip();
            if (!token.matches(FORM)) {
                throw new StorageException(
                        file, "cannot be used", new IOException("it holds no token; remove it, and a new one is made"));
            }
            return token;
        } catch (IOException e) {
            throw new StorageException(file, "cannot be used", e);
        }
    }
}
