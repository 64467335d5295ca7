package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlanCommandTest {

    @Test
    void plan_saysWhatItCostsAndWhatItGives() {
        Cli plan = Cli.execute("plan", "theorem-1");
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out())
                .startsWith(
                        "theorem-1: d = 16 synapses, n = 1 000 cycles, T = 2.000, A = 0.1000; 1 learning opportunity\n")
                .contains(
                        "flow: the gradient flow reaches a training loss of 0.0",
                        "run: the weights are expected to reach a training loss of 0.0",
                        "memory on top of Java's own",
                        "assumption (3.6) of the theorem, bounded gradients, holds\n  with a caveat for hidden neurons of depth 1")
                .containsPattern("as it is +previous-cycle +1 000 +0\\.1000 +0\\.[12]\\d+ +0\\.[12]\\d+ ")
                .containsPattern(
                        "--error, own +previous-cycle +\\d \\d{3} +0\\.0\\d+ +0\\.(09|10|11)\\d* +0\\.(09|10|11)\\d* ");
    }

    @Test
    void plan_saysWhatLeavesTheTheorem_andWhatDiverges() {
        Cli plan = Cli.execute(
                "plan",
                "iris",
                "--set",
                "network.hidden=[{size: 8}]",
                "--set",
                "learning.cycles=200",
                "--set",
                "learning.half_window=0.1",
                "--set",
                "learning.flow_time=0.3");
        assertThat(plan.out())
                .contains("run: 200 cycles are too few for 110 synapses", "expected to diverge")
                .contains(
                        "bounded gradients, does not hold:\n  outputs setosa, versicolor, virginica: identity with cross")
                .doesNotContain("  with a caveat for");
    }

    /** What somebody with data of their own meets first: nothing is wrong but the time. */
    @Test
    void plan_saysThatTheFlowItselfDoesNotArrive() {
        Cli plan = Cli.execute("plan", "iris", "--set", "learning.epochs=3", "--set", "learning.flow_time=0.01");
        assertThat(plan.out())
                .containsPattern(
                        "flow: 3 epochs at this T are too few: the gradient flow itself only reaches a training loss"
                                + " of \\d\\.\\d+ \\(\\d+\\.\\d % right\\), from 1\\.\\d+ \\(33\\.3 % right\\); \\d+ epochs take it to 0\\.");
    }

    @Test
    void json_hasARowForEachNumberOfCycles_whoseTimeGrowsWithIt() throws IOException {
        Cli plan = Cli.execute("plan", "single-synapse", "--error", "0.5", "--cycles", "100,1000", "--format", "json");
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(plan.out());
        assertThat(rows).hasSize(7);
        JsonNode few = rows.get(1);
        JsonNode many = rows.get(2);
        assertThat(many.get("cycles").asLong()).isEqualTo(1000);
        double error = many.get("relative_error").asDouble();
        assertThat(many.get("relative_error_at_start").asDouble()).isPositive();
        assertThat(many.get("cosine").asDouble()).isCloseTo(1 / Math.sqrt(1 + error * error), within(1e-12));
        assertThat(few.get("relative_error_at_start").asDouble())
                .isGreaterThan(2.5 * many.get("relative_error_at_start").asDouble());
        for (String engine : new String[] {"population_s", "actor_s"}) {
            assertThat(few.get(engine).asDouble()).isPositive();
            assertThat(many.get(engine).asDouble() / few.get(engine).asDouble()).isCloseTo(1001.0 / 101, within(1e-9));
        }
        assertThat(rows.get(3).get("cycles").asLong()).isBetween(2L, 30L);
    }

    @Test
    void wrongOptions_areReportedTogether() {
        Cli plan = Cli.execute("plan", "nothing-like-it", "--error", "0", "--cycles", "10,-3");
        assertThat(plan.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(plan.err())
                .contains("--error", "0.0001 to 100")
                .contains("--cycles", "a whole number from 1 to")
                .contains("nothing-like-it");
    }
}
