package io.dopaflow.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class RunCountersTest {

    @Test
    void counters_areMeters() {
        RunCounters counters = new RunCounters();
        MeterRegistry registry = new SimpleMeterRegistry();
        counters.bindTo(registry);
        counters.addSpikes(2);
        counters.addSynapticEvents(3);
        counters.addMessages(4);
        assertThat(registry.get("dopaflow.spikes").functionCounter().count()).isEqualTo(2);
        assertThat(registry.get("dopaflow.synaptic.events").functionCounter().count())
                .isEqualTo(3);
        assertThat(registry.get("dopaflow.messages").functionCounter().count()).isEqualTo(4);
    }
}
