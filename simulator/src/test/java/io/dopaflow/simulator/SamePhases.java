package io.dopaflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.List;

/** Runs of phased learning that must have the same bits. */
public final class SamePhases {
    private SamePhases() {}

    /**
     * Runs a model on engines; whatever they record, count and end with must be that of plain loops.
     *
     * @return the end
     */
    public static PhasedState onAll(PhasedLearning model, List<Engine> engines) throws Exception {
        PhasedLog expected = new PhasedLog();
        PhasedState end = new PlainPhases(model, expected).run();
        List<PhasedLog.Event> events = expected.sorted();
        for (Engine engine : engines) {
            PhasedLog log = new PhasedLog();
            RunRequest request = RunRequest.of(new PhasedSimulation(model, PhasedPlan.full(4), log));
            PhasedState state = PhasedState.of(engine.run(request).end());
            assertThat(log.sorted()).isEqualTo(events);
            assertSameButForMessages(state, end);
            assertThat(request.counters().cycles()).isEqualTo(model.opportunities());
            assertThat(request.counters().spikes()).isEqualTo(end.spikes());
            assertThat(request.counters().synapticEvents()).isEqualTo(end.synapticEvents());
        }
        return end;
    }

    /** Two states are the same, but for messages, which engines count differently. */
    public static void assertSameButForMessages(PhasedState found, PhasedState expected) {
        assertThat(found.opportunities()).isEqualTo(expected.opportunities());
        assertThat(found.stored()).isEqualTo(expected.stored());
        assertThat(found.sums()).isEqualTo(expected.sums());
        assertThat(found.baselines()).isEqualTo(expected.baselines());
        assertThat(found.traces()).isEqualTo(expected.traces());
        assertThat(found.memory()).isEqualTo(expected.memory());
        assertThat(found.spikes()).isEqualTo(expected.spikes());
        assertThat(found.synapticEvents()).isEqualTo(expected.synapticEvents());
    }
}
