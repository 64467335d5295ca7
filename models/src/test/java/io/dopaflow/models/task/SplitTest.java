package io.dopaflow.models.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static final RandomStreams STREAMS = new RandomStreams(1);

    /** Classes of 50, 30 and 5 samples, mixed; the only feature is the position. */
    private static DataSet classes() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 85; i++) {
            double[] target = new double[3];
            target[i % 17 == 0 ? 2 : i % 17 < 7 ? 1 : 0] = 1;
            samples.add(new Sample(new double[] {i}, target));
        }
        return new DataSet("mixed", List.of("position"), new Target.Classes(List.of("a", "b", "c")), samples);
    }

    private static long count(List<Sample> samples, int label) {
        return samples.stream().filter(s -> s.label() == label).count();
    }

    @Test
    void ofEachClass_theFractionIsHeldOut() {
        Split split = Split.of(classes(), 0.2, STREAMS);
        assertThat(count(split.heldOut(), 0)).isEqualTo(10);
        assertThat(count(split.heldOut(), 1)).isEqualTo(6);
        assertThat(count(split.heldOut(), 2)).isEqualTo(1);
        assertThat(split.training()).hasSize(68);
    }

    @Test
    void inRegression_theFractionOfAllIsHeldOut() {
        DataSet classes = classes();
        Target values = new Target.Values(List.of("x", "y", "z"));
        DataSet regression = new DataSet("values", classes.features(), values, classes.samples());
        assertThat(Split.of(regression, 0.3, STREAMS).heldOut()).hasSize(26);
    }

    @Test
    void parts_areDisjoint_completeAndInTheOrderOfTheSource() {
        DataSet data = classes();
        Split split = Split.of(data, 0.4, STREAMS);
        assertThat(split.training()).doesNotContainAnyElementsOf(split.heldOut());
        List<Sample> all = new ArrayList<>(split.training());
        all.addAll(split.heldOut());
        assertThat(all).containsExactlyInAnyOrderElementsOf(data.samples());
        assertThat(split.training()).extracting(s -> s.features()[0]).isSorted();
        assertThat(split.heldOut()).extracting(s -> s.features()[0]).isSorted();
    }

    @Test
    void split_isDecidedByTheSeedAlone() {
        DataSet data = classes();
        assertThat(Split.of(data, 0.2, new RandomStreams(7))).isEqualTo(Split.of(data, 0.2, new RandomStreams(7)));
        assertThat(Split.of(data, 0.2, new RandomStreams(7))).isNotEqualTo(Split.of(data, 0.2, new RandomStreams(8)));
    }

    @Test
    void classesOfEqualSize_areSplitIndependently() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            samples.add(new Sample(new double[] {i / 2}, i % 2 == 0 ? new double[] {1, 0} : new double[] {0, 1}));
        }
        Target target = new Target.Classes(List.of("a", "b"));
        List<Sample> heldOut = Split.of(new DataSet("pairs", List.of("pair"), target, samples), 0.5, STREAMS)
                .heldOut();
        assertThat(pairs(heldOut, 0)).hasSize(20).isNotEqualTo(pairs(heldOut, 1));
    }

    private static List<Double> pairs(List<Sample> samples, int label) {
        return samples.stream()
                .filter(s -> s.label() == label)
                .map(s -> s.features()[0])
                .toList();
    }

    @Test
    void nothingHeldOut_leavesAllToTrainOn() {
        Split split = Split.of(classes(), 0, STREAMS);
        assertThat(split.training()).hasSize(85);
        assertThat(split.heldOut()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void impossibleFraction_isRefused(double fraction) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(classes(), fraction, STREAMS))
                .withMessage("held-out fraction is " + fraction + "; allowed: 0 to below 1");
    }
}
