package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.WrongFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/** Numbers of synapses at one moment, weights or their logarithms, of which more and more synapses become known. */
final class PartialWeights {

    private final Path file;
    private final String moment;
    private final double[] values;
    private final BitSet known;

    /**
     * @param file where they are read from, for messages
     * @param moment in words, for messages
     * @param synapses number of synapses of the network
     */
    PartialWeights(Path file, String moment, int synapses) {
        this.file = file;
        this.moment = moment;
        this.values = new double[synapses];
        this.known = new BitSet(synapses);
    }

    void put(int synapse, double value) {
        if (synapse < 0 || synapse >= values.length || known.get(synapse)) {
            String problem = synapse >= 0 && synapse < values.length ? "twice" : "which does not exist";
            throw new WrongFileException(
                    file,
                    "found synapse " + synapse + " in " + moment + " " + problem + "; allowed is each of 0 to "
                            + (values.length - 1) + " once");
        }
        values[synapse] = value;
        known.set(synapse);
    }

    /** They, if they are known of every synapse. */
    Optional<double[]> whole() {
        return known.cardinality() == values.length ? Optional.of(values) : Optional.empty();
    }

    /** The first synapse whose number is not known, or the number of synapses. */
    int firstMissing() {
        return known.nextClearBit(0);
    }
}
