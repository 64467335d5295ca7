package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A checkpoint in a file, numbers with the high byte first:
 *
 * <pre>
 * 8 bytes   "DOPACKPT"
 * int       version of this format
 * text      family of the model: its length in two bytes, then UTF-8
 * int       version of the dynamics
 * 32 bytes  SHA-256 of scenario.yaml
 * 32 bytes  SHA-256 of the data set; zeros where there is none
 * int       number of synapses, or of cells
 * double    seconds
 * ...       the state, see {@link CheckpointState}
 * 32 bytes  SHA-256 of all before
 * </pre>
 */
final class CheckpointFile {
    private static final byte[] MAGIC = {'D', 'O', 'P', 'A', 'C', 'K', 'P', 'T'};
    /** The version of the format of a state without anything beside; one more for each content that it has. */
    private static final int FORMAT = 2;

    private static final int NEWEST_FORMAT = FORMAT + CheckpointState.Content.values().length - 1;

    private static final int DIGEST_BYTES = 32;
    private static final String NO_DATA = "00".repeat(DIGEST_BYTES);

    private CheckpointFile() {}

    /** Writes it so that the file has it, or what it had before, whatever happens. */
    static void write(Path file, Checkpoint checkpoint) {
        MessageDigest digest = ContentDigest.sha256();
        AtomicFile.write(file, stream -> {
            DataOutputStream out = new DataOutputStream(new DigestOutputStream(stream, digest));
            writeContent(out, checkpoint);
            out.write(digest.digest());
        });
    }

    private static void writeContent(DataOutputStream out, Checkpoint checkpoint) throws IOException {
        Checkpoint.Origin origin = checkpoint.origin();
        out.write(MAGIC);
        out.writeInt(FORMAT + CheckpointState.content(checkpoint.state()).ordinal());
        out.writeUTF(origin.family());
        out.writeInt(origin.dynamics());
        out.write(HexFormat.of().parseHex(origin.scenarioDigest()));
        out.write(HexFormat.of().parseHex(origin.dataDigest().orElse(NO_DATA)));
        out.writeInt(origin.size());
        out.writeDouble(checkpoint.wallSeconds());
        CheckpointState.write(out, checkpoint.state());
    }

    /**
     * Reads it.
     *
     * @param expected the only origin that is accepted
     * @throws FileException if there is none, it is damaged, cut off or of another origin, or its format unknown
     */
    static Checkpoint read(Path file, Checkpoint.Origin expected) {
        try {
            // Nothing is taken from a file whose bytes are not those that were written.
            try (InputStream in = Files.newInputStream(file)) {
                requireFormat(file, new DataInputStream(in));
            }
            requireWhole(file);
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                in.skipNBytes(MAGIC.length);
                return readContent(file, in, in.readInt(), expected);
            }
        } catch (EOFException e) {
            throw new WrongFileException(file, "damaged, it is cut off");
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        }
    }

    private static void requireFormat(Path file, DataInputStream in) throws IOException {
        if (!MessageDigest.isEqual(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new WrongFileException(file, "damaged or not a checkpoint: its first bytes are wrong");
        }
        int format = in.readInt();
        if (format < FORMAT || format > NEWEST_FORMAT) {
            throw new WrongFileException(
                    file,
                    "found checkpoint format " + format + ", this version of Dopaflow reads " + FORMAT + " to "
                            + NEWEST_FORMAT);
        }
    }

    private static void requireWhole(Path file) throws IOException {
        long content = Files.size(file) - DIGEST_BYTES;
        MessageDigest digest = ContentDigest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream read = new DigestInputStream(in, digest);
            byte[] block = new byte[1 << 16];
            for (long left = content; left > 0; ) {
                int bytes = read.read(block, 0, (int) Math.min(block.length, left));
                if (bytes < 0) {
                    throw new EOFException();
                }
                left -= bytes;
            }
            byte[] computed = digest.digest();
            if (content < 0 || !MessageDigest.isEqual(in.readNBytes(DIGEST_BYTES), computed)) {
                throw new WrongFileException(file, "damaged, its checksum is not that of its content");
            }
        }
    }

    private static Checkpoint readContent(Path file, DataInputStream in, int format, Checkpoint.Origin expected)
            throws IOException {
        Checkpoint.Origin origin = new Checkpoint.Origin(
                in.readUTF(),
                in.readInt(),
                hexadecimal(in),
                Optional.of(hexadecimal(in)).filter(digest -> !digest.equals(NO_DATA)),
                in.readInt());
        requireOrigin(file, expected, origin);
        double wallSeconds = in.readDouble();
        CheckpointState.Content content = CheckpointState.Content.values()[format - FORMAT];
        return new Checkpoint(origin, CheckpointState.read(in, origin, content), wallSeconds);
    }

    private static void requireOrigin(Path file, Checkpoint.Origin expected, Checkpoint.Origin found) {
        if (!found.family().equals(expected.family())) {
            throw new WrongFileException(
                    file, "of a run of the family " + found.family() + "; this run is of " + expected.family());
        }
        if (found.dynamics() != expected.dynamics()) {
            throw new WrongFileException(
                    file,
                    "of another version of the dynamics, " + found.dynamics() + "; this version of Dopaflow has "
                            + expected.dynamics() + " and would continue with other bits");
        }
        if (!found.scenarioDigest().equals(expected.scenarioDigest())) {
            throw new WrongFileException(file, "of another scenario: its digest is not that of scenario.yaml");
        }
        if (!found.dataDigest().equals(expected.dataDigest())) {
            throw new WrongFileException(file, "of another data set: its digest is not that in manifest.json");
        }
        if (found.size() != expected.size()) {
            throw new WrongFileException(file, "of a size of " + found.size() + "; the network has " + expected.size());
        }
    }

    private static String hexadecimal(DataInputStream in) throws IOException {
        byte[] digest = new byte[DIGEST_BYTES];
        in.readFully(digest);
        return HexFormat.of().formatHex(digest);
    }
}
