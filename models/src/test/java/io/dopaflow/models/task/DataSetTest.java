package io.dopaflow.models.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.models.random.RandomStreams;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataSetTest {
    private static final Target CLASSES = new Target.Classes(List.of("no", "yes"));

    private static DataSet dataSet(Target target, Sample... samples) {
        return new DataSet("data", List.of("a", "b"), target, List.of(samples));
    }

    @Test
    void label_isTheClassWhoseTargetIsOne() {
        assertThat(new Sample(new double[2], new double[] {1, 0}).label()).isEqualTo(0);
        assertThat(new Sample(new double[2], new double[] {0, 1}).label()).isEqualTo(1);
    }

    /** Each copy has the features of all samples in another order; targets and the features themselves stay. */
    @Test
    void distractors_areTheFeaturesOfOtherSamples() {
        Sample[] samples = IntStream.range(0, 30)
                .mapToObj(i -> new Sample(new double[] {i, 100 + i}, new double[] {i % 2, 1 - i % 2}))
                .toArray(Sample[]::new);
        DataSet data = dataSet(CLASSES, samples);
        assertThat(data.distracted(0, new RandomStreams(1))).isSameAs(data);
        DataSet distracted = data.distracted(2, new RandomStreams(1));
        assertThat(distracted.features())
                .containsExactly("a", "b", "a of another 1", "b of another 1", "a of another 2", "b of another 2");
        for (int i = 0; i < samples.length; i++) {
            Sample sample = distracted.samples().get(i);
            assertThat(sample.target()).isEqualTo(samples[i].target());
            assertThat(sample.features()).startsWith(i, 100 + i);
            assertThat(sample.features()[3] - sample.features()[2]).isEqualTo(100);
        }
        for (int copy : new int[] {2, 4}) {
            List<Double> others = distracted.samples().stream()
                    .map(sample -> sample.features()[copy])
                    .toList();
            List<Double> own =
                    data.samples().stream().map(sample -> sample.features()[0]).toList();
            assertThat(others).containsExactlyInAnyOrderElementsOf(own).isNotEqualTo(own);
        }
    }

    @Test
    void sampleOfAnotherShape_isRefused() {
        Sample good = new Sample(new double[2], new double[] {1, 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dataSet(CLASSES, good, new Sample(new double[3], new double[] {1, 0})))
                .withMessage("sample 1 of data has 3 features and 2 targets; allowed: 2 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dataSet(CLASSES, new Sample(new double[2], new double[] {1})))
                .withMessage("sample 0 of data has 2 features and 1 targets; allowed: 2 and 2");
    }

    @Test
    void classTargets_areOneAtTheClassAndZeroElsewhere_otherTargetsAreFree() {
        for (double[] target : new double[][] {{0, 0}, {1, 1}, {0.5, 0.5}, {2, -1}}) {
            Sample sample = new Sample(new double[2], target);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> dataSet(CLASSES, sample))
                    .withMessageStartingWith("sample 0 of data has the target [")
                    .withMessageEndingWith("; allowed: 1 at its class and 0 elsewhere");
            assertThat(dataSet(new Target.Values(List.of("y", "z")), sample).samples())
                    .containsExactly(sample);
        }
    }

    @Test
    void numbersThatAreNotFinite_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sample(new double[] {0, Double.NaN}, new double[1]))
                .withMessage("feature 1 is NaN; allowed: finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sample(new double[2], new double[] {Double.NEGATIVE_INFINITY}))
                .withMessage("target 0 is -Infinity; allowed: finite");
    }

    @Test
    void scaling_spansTheUnitIntervalOnWhatItWasFitOn() {
        List<Sample> samples = List.of(sample(2, -1, 5), sample(4, 3, 5), sample(3, 0, 5));
        MinMaxScaling scaling = MinMaxScaling.fit(samples);
        assertThat(scaling.apply(samples.get(0)).features()).containsExactly(0, 0, 0);
        assertThat(scaling.apply(samples.get(1)).features()).containsExactly(1, 1, 0);
        assertThat(scaling.apply(samples.get(2)).features()).containsExactly(0.5, 0.25, 0);
        assertThat(scaling.apply(sample(1, 7, 9)).features()).containsExactly(-0.5, 2, 0);
        assertThat(scaling.apply(samples.get(1)).target())
                .isSameAs(samples.get(1).target());
        assertThat(samples.get(2).features()).containsExactly(3, 0, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinMaxScaling.fit(List.of()))
                .withMessage("scaling is fit on 0 samples; allowed: at least 1");
    }

    @Test
    void scalingOfATarget_spansTheUnitIntervalAndKnowsItsUnit() {
        List<Sample> samples = List.of(target(25), target(345), target(105));
        MinMaxScaling scaling = MinMaxScaling.fitTarget(samples);
        assertThat(scaling.unit()).isEqualTo(320);
        assertThat(samples)
                .extracting(sample -> scaling.apply(sample).target()[0])
                .containsExactly(0.0, 1.0, 0.25);
        assertThat(scaling.apply(target(-55)).target()).as("a sample held out").containsExactly(-0.25);
        assertThat(scaling.apply(samples.get(1)).features())
                .isSameAs(samples.get(1).features());
    }

    @Test
    void targetThatIsTheSameInAllSamples_staysAsItIs() {
        MinMaxScaling scaling = MinMaxScaling.fitTarget(List.of(target(0.9), target(0.9)));
        assertThat(scaling.apply(target(0.9)).target()).containsExactly(0.9);
        assertThat(scaling.unit()).isEqualTo(1);
    }

    private static Sample target(double value) {
        return new Sample(new double[1], new double[] {value});
    }

    private static Sample sample(double... features) {
        return new Sample(features, new double[1]);
    }
}
