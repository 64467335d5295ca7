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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A checkpoint in a file, numbers with the high byte first:
 *
 * <pre>
 * 8 bytes   "DOPACKPT"
 * int       version of this format
 * int       version of the dynamics
 * 32 bytes  SHA-256 of scenario.yaml
 * 32 bytes  SHA-256 of the data set
 * int       number of synapses
 * long      cycles done
 * double    baseline that the next cycle's loss is compared with
 * long      spikes, synaptic events, messages
 * double    seconds
 * double    theta of each synapse
 * 32 bytes  SHA-256 of all before
 * </pre>
 */
final class CheckpointFile {
    private static final byte[] MAGIC = {'D', 'O', 'P', 'A', 'C', 'K', 'P', 'T'};
    private static final int FORMAT = 1;
    private static final int DIGEST_BYTES = 32;

    /** All but the weights. */
    static final int FIXED_BYTES = MAGIC.length + 3 * Integer.BYTES + 2 * DIGEST_BYTES + 6 * Long.BYTES + DIGEST_BYTES;

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
        out.write(MAGIC);
        out.writeInt(FORMAT);
        out.writeInt(checkpoint.origin().dynamics());
        out.write(HexFormat.of().parseHex(checkpoint.origin().scenarioDigest()));
        out.write(HexFormat.of().parseHex(checkpoint.origin().dataDigest()));
        out.writeInt(checkpoint.origin().synapses());
        out.writeLong(checkpoint.cycles());
        out.writeDouble(checkpoint.baselineLoss());
        out.writeLong(checkpoint.counts().spikes());
        out.writeLong(checkpoint.counts().synapticEvents());
        out.writeLong(checkpoint.counts().messages());
        out.writeDouble(checkpoint.counts().wallSeconds());
        for (double theta : checkpoint.theta()) {
            out.writeDouble(theta);
        }
    }

    /**
     * Reads it.
     *
     * @param expected the only origin that is accepted
     * @throws FileException if there is none, it is damaged, cut off or of another origin, or its format unknown
     */
    static Checkpoint read(Path file, Checkpoint.Origin expected) {
        MessageDigest digest = ContentDigest.sha256();
        try (DataInputStream in = new DataInputStream(
                new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest))) {
            return readContent(file, Files.size(file), in, digest, expected);
        } catch (EOFException e) {
            throw new WrongFileException(file, "damaged, it is cut off");
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        }
    }

    private static Checkpoint readContent(
            Path file, long size, DataInputStream in, MessageDigest digest, Checkpoint.Origin expected)
            throws IOException {
        if (!MessageDigest.isEqual(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new WrongFileException(file, "damaged or not a checkpoint: its first bytes are wrong");
        }
        int format = in.readInt();
        if (format != FORMAT) {
            throw new WrongFileException(
                    file, "found checkpoint format " + format + ", this version of Dopaflow reads " + FORMAT);
        }
        Checkpoint.Origin origin = new Checkpoint.Origin(in.readInt(), hexadecimal(in), hexadecimal(in), in.readInt());
        long whole = FIXED_BYTES + (long) origin.synapses() * Double.BYTES;
        if (origin.synapses() < 0 || size != whole) {
            throw new WrongFileException(file, "damaged, it has " + size + " bytes instead of " + whole);
        }
        requireOrigin(file, expected, origin);
        long cycles = in.readLong();
        double baselineLoss = in.readDouble();
        Checkpoint.Counts counts = new Checkpoint.Counts(in.readLong(), in.readLong(), in.readLong(), in.readDouble());
        double[] theta = new double[origin.synapses()];
        for (int synapse = 0; synapse < theta.length; synapse++) {
            theta[synapse] = in.readDouble();
        }
        byte[] computed = digest.digest();
        if (!MessageDigest.isEqual(in.readNBytes(DIGEST_BYTES), computed)) {
            throw new WrongFileException(file, "damaged, its checksum is not that of its content");
        }
        return new Checkpoint(origin, cycles, baselineLoss, theta, counts);
    }

    /** A damaged origin is refused here too, with another reason. */
    private static void requireOrigin(Path file, Checkpoint.Origin expected, Checkpoint.Origin found) {
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
        if (found.synapses() != expected.synapses()) {
            throw new WrongFileException(
                    file, "of " + found.synapses() + " synapses; the network has " + expected.synapses());
        }
    }

    private static String hexadecimal(DataInputStream in) throws IOException {
        byte[] digest = new byte[DIGEST_BYTES];
        in.readFully(digest);
        return HexFormat.of().formatHex(digest);
    }
}
