package io.dopaflow.models.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.spiking.neuron.NeuronState;
import org.junit.jupiter.api.Test;

class IntrinsicCurrentTest {
    private static final long SECOND = 1_000_000_000_000L;

    private static IntrinsicCurrent current(double largest) {
        return new IntrinsicCurrent(new Drive.Excitability("e", 0, 5, 2, SECOND / 2, largest));
    }

    private static void spikes(IntrinsicCurrent current, int count) {
        for (int i = 0; i < count; i++) {
            current.spiked();
        }
        current.change();
    }

    @Test
    void current_changesByEtaForEachHertzThatTheRateIsOffTheTarget() {
        IntrinsicCurrent current = current(100);
        spikes(current, 0);
        assertThat(current.current()).isEqualTo(2 * 5.0);
        // 10 spikes in half a second are 20 Hz.
        spikes(current, 10);
        assertThat(current.current()).isEqualTo(2 * 5.0 - 2 * 15.0);
    }

    @Test
    void current_isBounded() {
        IntrinsicCurrent current = current(15);
        spikes(current, 0);
        spikes(current, 0);
        assertThat(current.current()).isEqualTo(15);
        spikes(current, 100);
        assertThat(current.current()).isEqualTo(-15);
    }

    @Test
    void current_changesAtMultiplesOfTheInterval() {
        IntrinsicCurrent current = current(15);
        assertThat(current.next(-1)).isEqualTo(SECOND / 2);
        assertThat(current.next(SECOND / 2)).isEqualTo(SECOND);
        assertThat(current.changesAt(0)).isFalse();
        assertThat(current.changesAt(SECOND)).isTrue();
        assertThat(current.changesAt(SECOND + 1)).isFalse();
    }

    @Test
    void state_holdsTheCurrentAndTheSpikesSinceItChanged() {
        IntrinsicCurrent current = current(100);
        spikes(current, 1);
        current.spiked();
        NeuronState neuron = new NeuronState(new double[] {-60}, new long[] {7});
        IntrinsicCurrent other = current(100);
        assertThat(other.restore(current.with(neuron))).isEqualTo(neuron);
        current.change();
        other.change();
        assertThat(other.current()).isEqualTo(current.current());
    }

    @Test
    void wrongValues_areRefused() {
        assertThatThrownBy(() -> new Drive.Excitability("e", 0, -1, 2, SECOND, 1))
                .hasMessage("target is -1.0 Hz; allowed: from 0");
        assertThatThrownBy(() -> new Drive.Excitability("e", 0, 1, 2, 0, 1))
                .hasMessage("the interval is 0 ps; allowed: above 0");
        assertThatThrownBy(() -> new Drive.Excitability("e", 0, 1, 2, SECOND, 0))
                .hasMessage("I_max is 0.0 pA; allowed: above 0");
    }
}
