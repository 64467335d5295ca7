package io.dopaflow.scenarios.batch;

import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.function.Consumer;

/**
 * How a batch is run. Nothing here changes the bits of its results.
 *
 * @param crew makes the runs
 * @param choice of the engine, the same for all
 * @param engines makes the engines
 * @param listener follows the batch
 */
public record BatchOptions(Crew crew, EngineChoice choice, EngineFactory engines, BatchListener listener) {

    /** As many runs at once as there are processors, on the population engine, nobody following. */
    public static BatchOptions defaults() {
        return new BatchOptions(
                Crew.local(Runtime.getRuntime().availableProcessors()),
                EngineChoice.POPULATION,
                EngineFactory.standard(),
                BatchListener.NONE);
    }

    /** These with some changed: {@code options.but(parts -> parts.crew = Crew.local(1))}. */
    public BatchOptions but(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new BatchOptions(parts.crew, parts.choice, parts.engines, parts.listener);
    }

    /** Options that are being made from others; see the record's components of the same names. */
    public static final class Parts {
        public Crew crew;
        public EngineChoice choice;
        public EngineFactory engines;
        public BatchListener listener;

        private Parts(BatchOptions options) {
            crew = options.crew;
            choice = options.choice;
            engines = options.engines;
            listener = options.listener;
        }
    }
}
