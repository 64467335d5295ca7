package io.dopaflow.scenarios.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.converge.Replicate;
import io.dopaflow.scenarios.converge.Study;
import io.dopaflow.scenarios.converge.StudyPlan;
import io.dopaflow.scenarios.converge.StudyRequest;
import io.dopaflow.scenarios.sweep.RunScores;
import io.dopaflow.scenarios.sweep.Seeds;
import io.dopaflow.scenarios.sweep.SweepPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MemberTextTest {

    private static Study<?> study(String scenario) throws Exception {
        return Study.of(new StudyRequest(
                List.of(scenario),
                List.of(),
                "10,30",
                2,
                List.of(),
                List.of(),
                List.of(),
                OptionalLong.empty(),
                false,
                false));
    }

    private static <V> MemberResult<V> again(Batch<V> batch, MemberResult<V> result) {
        return MemberText.of(batch).read(MemberText.of(batch).write(result));
    }

    private static <V> MemberResult<V> of(V value) {
        return new MemberResult<>(7, Optional.of(value), "population", 0.1 + 0.2, Optional.empty());
    }

    @Test
    void numbers_keepTheirBits() throws Exception {
        @SuppressWarnings("unchecked")
        Batch<Double> episodes = (Batch<Double>) study("escape-flow");
        StudyPlan cycles = (StudyPlan) study("theorem-1");
        SweepPlan sweep = SweepPlan.of("single-synapse", List.of(), new Seeds(List.of(1L)));
        Random random = new Random(3);
        DoubleStream.concat(
                        DoubleStream.of(
                                Double.NaN,
                                -0.0,
                                0,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                Double.MIN_VALUE,
                                Double.MAX_VALUE,
                                Math.nextUp(0.1)),
                        DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong()))
                                .limit(1000))
                .forEach(number -> {
                    // Equality of records tells -0.0 from 0.0, and finds NaN equal to itself.
                    MemberResult<Double> one = of(number);
                    MemberResult<Replicate> several = of(new Replicate(number, -number, 1, number));
                    MemberResult<RunScores> named =
                            of(new RunScores(Map.of("a", number, "b", 1.0), "d", Long.MAX_VALUE));
                    assertThat(again(episodes, one)).isEqualTo(one);
                    assertThat(again(cycles, several)).isEqualTo(several);
                    assertThat(again(sweep, named)).isEqualTo(named);
                });
    }

    @Test
    void failure_keepsItsWords() throws Exception {
        SweepPlan sweep = SweepPlan.of("single-synapse", List.of(), new Seeds(List.of(1L)));
        MemberResult<RunScores> failed =
                new MemberResult<>(3, Optional.empty(), "", 1e-9, Optional.of("\"µ\"\n{not} an \\ end"));
        assertThat(again(sweep, failed)).isEqualTo(failed);
        assertThatThrownBy(() -> MemberText.of(sweep).read("{\"number\": 3, \"colour\": 1}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
