package io.dopaflow.scenarios.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.converge.PointTarget;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.analysis.theory.Theory;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PointTargetsTest {

    private static List<StudyPlan.Point> points() throws Exception {
        StudyPlan plan = (StudyPlan) Study.of(new StudyRequest(
                List.of("theorem-1"),
                List.of(),
                "10,20,30",
                2,
                List.of(),
                List.of(),
                List.of(),
                OptionalLong.empty(),
                false,
                false));
        return plan.points();
    }

    @Test
    void target_isKeptWhileItsReplicatesGoOnOrItWasTheLast() throws Exception {
        PointTargets targets = new PointTargets(points(), Theory.STANDARD);
        PointTarget zero = targets.begin(0);
        targets.end(0);
        assertThat(targets.begin(0)).as("the last").isSameAs(zero);
        PointTarget one = targets.begin(1);
        assertThat(targets.begin(0)).as("goes on").isSameAs(zero);
        targets.end(0);
        targets.end(0);
        assertThat(targets.begin(1)).as("goes on").isSameAs(one);
        assertThat(targets.begin(0)).as("neither").isNotSameAs(zero).isEqualTo(targets.begin(0));
    }

    @Test
    void prediction_isThatOfTheTargetOrItsOwn() throws Exception {
        PointTargets targets = new PointTargets(points(), Theory.STANDARD);
        DistancePrediction before = targets.prediction(2);
        assertThat(targets.begin(2).prediction()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void targetThatCouldNotBeComputed_isComputedAgain() throws Exception {
        AtomicBoolean breaks = new AtomicBoolean(true);
        Theory once = new Theory(
                model -> {
                    if (breaks.getAndSet(false)) {
                        throw new ArithmeticException("no");
                    }
                    return Theory.STANDARD.flowTime().applyAsDouble(model);
                },
                Theory.STANDARD.noise());
        PointTargets targets = new PointTargets(points(), once);
        assertThatThrownBy(() -> targets.begin(0)).isInstanceOf(ArithmeticException.class);
        targets.end(0);
        assertThat(targets.begin(0)).isSameAs(targets.begin(0));
    }
}
