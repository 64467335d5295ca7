package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.scenarios.schema.RecordSettings;
import io.dopaflow.scenarios.schema.RecordSettings.Extent;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordingPlansTest {
    private static final double MOST_BYTES = 100e6;

    /** Measured of Parquet files: rewards are doubles that do not repeat. */
    private static final double BYTES_A_ROW = 8;

    private static final double BYTES_A_REWARD = 24;

    private static final RecordSettings AUTO = new RecordSettings(Extent.AUTO, Extent.AUTO, Extent.AUTO, Extent.AUTO);

    /** A run is below 100 MB by default, however many samples, epochs, cycles, neurons and synapses there are. */
    @Test
    void defaults_boundTheDirectoryOfEveryRun() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            long epoch = upTo(random, 1e5);
            int neurons = 2 + (int) upTo(random, 1e4);
            RecordingPlans.Size size =
                    new RecordingPlans.Size(epoch * upTo(random, 1e6), epoch, (int) upTo(random, 1e7), neurons, (int)
                            Math.min(1e6, neurons - 1 + upTo(random, 1e6)));
            assertThat(bytes(RecordingPlans.of(RecordingPlans.resolved(AUTO, size), size), size))
                    .as(size.toString())
                    .isLessThan(MOST_BYTES);
        }
    }

    /** What there is room for is kept: small runs as a whole, and of all but the largest some of everything. */
    @Test
    void defaults_keepWhatThereIsRoomFor() {
        RecordingPlans.Size small = new RecordingPlans.Size(40, 4, 100, 20, 68);
        assertThat(RecordingPlans.resolved(AUTO, small))
                .isEqualTo(new RecordSettings(Extent.ALL, Extent.ALL, Extent.ALL, Extent.ALL));
        RecordSettings iris = RecordingPlans.resolved(AUTO, new RecordingPlans.Size(3000, 120, 8000, 17, 45));
        assertThat(iris.spikes()).isInstanceOf(RecordSettings.Every.class);
        assertThat(iris.weights()).isInstanceOf(RecordSettings.Sampled.class);
    }

    private static long upTo(SplittableRandom random, double most) {
        return (long) Math.exp(random.nextDouble() * Math.log(most));
    }

    /** Rows of every table times bytes, written out. */
    private static double bytes(RecordingPlan plan, RecordingPlans.Size size) {
        double spikes = kept(plan.spikes(), size) * size.cycles() * 2.0 * size.neurons();
        double arrivals = kept(plan.arrivals(), size) * size.cycles() * size.synapses();
        double rewards =
                (kept(plan.rewards(), size) + kept(plan.spikes(), size) + kept(plan.arrivals(), size)) * size.cycles();
        double within = plan.withinCycles() == 0 ? 0 : Math.ceil((double) size.cycles() / plan.withinCycles());
        double weights = kept(plan.weights(), size) * (2 + within) * size.synapses();
        double epochs = (size.opportunities() / plan.epoch() + 2.0) * size.synapses();
        return BYTES_A_ROW * (spikes + arrivals + weights + epochs) + BYTES_A_REWARD * rewards;
    }

    private static double kept(Thinning thinning, RecordingPlans.Size size) {
        if (thinning instanceof Thinning.Every every) {
            return Math.ceil((double) size.opportunities() / every.opportunities());
        }
        return thinning instanceof Thinning.All ? size.opportunities() : 0;
    }
}
