package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Adaptive steps of equations whose solutions are known, one after another. */
class CourseTest {
    private static final long START = 7;

    private static Course course(boolean isHeld, double[] state, double... rates) {
        Course course = new Course(LinearNeuron.free(rates));
        course.begin(START, state, isHeld);
        return course;
    }

    @Test
    void beginning_isAStepOfNoLength() {
        Course course = course(false, new double[] {3, 4}, -1, -2);
        assertThat(course.first()).isEqualTo(START);
        assertThat(course.last()).isEqualTo(START);
        assertThat(course.milliseconds()).isZero();
        assertThat(course.value(0, START)).isEqualTo(3);
        assertThat(course.value(1, START)).isEqualTo(4);
        assertThat(course.end(1)).isEqualTo(4);
        assertThat(course.share(START)).isZero();
        // Nothing is left of an earlier course.
        course.step();
        course.begin(100, new double[] {5, 6}, false);
        assertThat(course.value(0, 100)).isEqualTo(5);
        assertThat(course.potential()).containsExactly(5, 0, 0, 0, 0, 0, 0, 0);
        assertThat(course.last()).isEqualTo(100);
    }

    /** Every picosecond belongs to a step; V = 3 exp(-t), another variable 4 exp(-2 t), over 20 ms. */
    @Test
    void steps_followOneAnotherAlongTheSolution() {
        Course course = course(false, new double[] {3, 4}, -1, -2);
        long next = START;
        double passed = START;
        int steps = 0;
        while (next < 20_000_000_000L) {
            course.step();
            steps++;
            assertThat(course.first()).isEqualTo(next);
            passed += course.milliseconds() * 1e9;
            assertThat((double) course.last()).isCloseTo(passed, within(1.0));
            for (long at : new long[] {course.first(), (course.first() + course.last()) / 2, course.last()}) {
                double t = (at - START) / 1e9;
                assertThat(course.value(0, at)).isCloseTo(3 * Math.exp(-t), within(1e-9));
                assertThat(course.value(1, at)).isCloseTo(4 * Math.exp(-2 * t), within(1e-9));
                assertThat(course.share(at)).isBetween(0.0, 1.0);
            }
            double t = (passed - START) / 1e9;
            assertThat(course.end(0)).isCloseTo(3 * Math.exp(-t), within(1e-10));
            assertThat(course.share(course.last() + 1)).isEqualTo(1);
            // A step that ends at a whole picosecond shares it with the next one.
            next = course.last() == passed ? course.last() : course.last() + 1;
        }
        assertThat(steps).isBetween(20, 400);
    }

    /** Five times as long as the last one, and 10 ms at most: where nothing moves every step is good. */
    @Test
    void stepsWhereNothingMoves_growToTheLargest() {
        Course course = course(false, new double[] {3}, 0);
        for (double expected = 1e-4; expected < 10; expected *= 5) {
            course.step();
            assertThat(course.milliseconds()).isCloseTo(expected, within(1e-12 + expected * 1e-12));
        }
        for (int k = 0; k < 3; k++) {
            course.step();
            assertThat(course.milliseconds()).isCloseTo(10, within(1e-12));
            assertThat(course.end(0)).isEqualTo(3);
        }
    }

    /** dV/dt = V^2 from 1: V = 1 / (1 - t) is 1000 at 0.999 ms, where steps have become short. */
    @Test
    void stepsBecomeShort_whereThePotentialRunsUp() {
        Course course = new Course(new QuadraticNeuron(0.5, -1, 1, 1e9, 0, 0.5));
        course.begin(0, new double[] {1}, false);
        double longest = 0;
        while (course.last() < 999_000_000L) {
            course.step();
            longest = Math.max(longest, course.milliseconds());
            double right = 1 / (1 - course.last() / 1e9);
            assertThat(course.value(0, course.last())).isCloseTo(right, within(1e-8 * right * right));
        }
        assertThat(longest).isGreaterThan(20 * course.milliseconds());
    }

    @Test
    void heldPotential_staysAndTheCurrentIsThatInjected() {
        Course held = course(true, new double[] {3, 4}, -1, -2);
        Course driven = new Course(LinearNeuron.free(-1, -2));
        driven.inject(10);
        driven.begin(START, new double[] {3, 4}, false);
        held.inject(10);
        for (int k = 0; k < 5; k++) {
            held.step();
            driven.step();
            double t = held.milliseconds();
            assertThat(held.value(0, held.last())).isEqualTo(3);
            assertThat(t).isPositive();
            double s = (driven.last() - START) / 1e9;
            assertThat(driven.value(0, driven.last())).isCloseTo(10 - 7 * Math.exp(-s), within(1e-9));
        }
        assertThat(held.value(1, held.last())).isCloseTo(4 * Math.exp(-2 * (held.last() - START) / 1e9), within(1e-9));
    }

    @Test
    void equationsThatRunAway_areToldWithTimeAndState() {
        Course course = course(false, new double[] {3, 4}, 1e20, 0);
        assertThatThrownBy(course::step)
                .isInstanceOf(RunawayException.class)
                .hasMessage(
                        "the neuron's equations run away at 7 ps, where y0 = 3.0, y1 = 4.0: no step is short enough."
                                + " Look at its parameters and weights, and whether its threshold can be reached")
                .extracting(e -> ((RunawayException) e).neuron())
                .isEqualTo(0);
        Course poisoned = course(false, new double[] {Double.NaN}, 1);
        assertThatThrownBy(poisoned::step).isInstanceOf(RunawayException.class);
    }
}
