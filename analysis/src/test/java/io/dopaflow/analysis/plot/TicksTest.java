package io.dopaflow.analysis.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.figure.Axis;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static List<String> texts(Axis axis) {
        return Ticks.upwards(axis, 150).stream().map(Ticks.Tick::text).toList();
    }

    @Test
    void counts_haveWholeNumbers() {
        assertThat(texts(Axis.fromZero("share", "", DoubleStream.of(1)))).contains("0.2");
        assertThat(texts(Axis.counts("synapses", DoubleStream.of(1)))).containsExactly("0", "1");
        assertThat(texts(Axis.counts("synapses", DoubleStream.empty()))).containsExactly("0", "1");
        assertThat(texts(Axis.counts("synapses", DoubleStream.of(3)))).containsExactly("0", "1", "2", "3");
        assertThat(texts(Axis.linear("neuron", "", -0.5, 2.5).whole())).containsExactly("0", "1", "2");
    }

    /** All with an exponent or none, as far as the largest needs it. */
    @Test
    void numbersOfOneAxis_areWrittenAlike() {
        assertThat(texts(Axis.linear("events", "", 0, 1.5e7)))
                .contains("5e6", "1e7")
                .doesNotContain("5 000 000");
        assertThat(texts(Axis.linear("events", "", 0, 9e6))).contains("2 000 000", "8 000 000");
        assertThat(texts(Axis.linear("change", "", -3e-4, 3e-4)))
                .contains("\u22120.0002", "0.0002")
                .noneMatch(text -> text.contains("e"));
        assertThat(texts(Axis.linear("change", "", 0, 1.1e-4)))
                .contains("0.00010")
                .noneMatch(text -> text.contains("e"));
    }
}
