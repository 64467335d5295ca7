package io.dopaflow.simulator.actor.phased;

import io.dopaflow.simulator.RandomPhases;
import io.dopaflow.simulator.SamePhases;
import io.dopaflow.simulator.actor.Disorder;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models on random graphs have the bits of plain loops, in whatever order messages come. */
@Tag("digest")
@Timeout(60)
class PhasedOrderIndependenceTest {
    private static final int ALL = 100;

    /** From different places, so that most rules are among them. */
    private static final int EVERY = 8;

    static IntStream some() {
        return IntStream.range(0, ALL).filter(number -> number % EVERY == 0);
    }

    static IntStream others() {
        return IntStream.range(0, ALL).filter(number -> number % EVERY != 0);
    }

    @ParameterizedTest
    @MethodSource("some")
    void model_hasTheBitsOfPlainLoops_inAnyOrder(int number) throws Exception {
        compare(number);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("others")
    void manyModels_haveTheBitsOfPlainLoops_inAnyOrder(int number) throws Exception {
        compare(number);
    }

    private static void compare(int number) throws Exception {
        SamePhases.onAll(
                RandomPhases.number(number),
                List.of(
                        new PhasedActorEngine(1),
                        new PhasedActorEngine(2),
                        new PhasedActorEngine(OptionalInt.of(2), new Disorder(number))));
    }
}
