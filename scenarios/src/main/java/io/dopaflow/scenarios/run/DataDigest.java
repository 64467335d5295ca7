package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A fingerprint of a data set: of its names and of the bits of its numbers, whatever file they came from. */
public final class DataDigest {

    private DataDigest() {}

    /** SHA-256 in hexadecimal. */
    public static String of(DataSet data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, data.features());
            write(out, data.target().names());
            for (Sample sample : data.samples()) {
                write(out, sample.features());
                write(out, sample.target());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ContentDigest.of(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, Iterable<String> names) throws IOException {
        for (String name : names) {
            out.writeUTF(name);
        }
        out.writeInt(-1);
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }
}
