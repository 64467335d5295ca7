package io.dopaflow.scenarios.schema;

/** How long a run is. */
public sealed interface RunLength {

    /** In learning opportunities: presentations of one of so many training samples. */
    long opportunities(int trainingSamples);

    /**
     * So many times through all training samples.
     *
     * @param count from 1
     */
    record Epochs(long count) implements RunLength {
        @Override
        public long opportunities(int trainingSamples) {
            return Math.multiplyExact(count, trainingSamples);
        }
    }

    /**
     * So many presentations.
     *
     * @param count from 1
     */
    record Opportunities(long count) implements RunLength {
        @Override
        public long opportunities(int trainingSamples) {
            return count;
        }
    }
}
