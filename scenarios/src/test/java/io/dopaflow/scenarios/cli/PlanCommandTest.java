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
                        "course: the weights stay", "curvature:", "memory beside Java", "assumption (3.6) holds with a")
                .doesNotContain("assumption (3.6) of the theorem is left")
                .containsPattern("as it is +previous-cycle +1 000 +0\\.1783 +0\\.9845 +1\\.032 ")
                .containsPattern("--error, own +previous-cycle +3 180 +0\\.1000 ")
                .containsPattern("--error +running-mean 0\\.05 +1 622 +0\\.09997 ")
                .containsPattern("--error +unperturbed +3 160 ")
                .containsPattern("--error +antithetic +3 160 ");
    }

    @Test
    void plan_saysWhatLeavesTheTheorem_andWhatGoesAstray() {
        Cli plan = Cli.execute(
                "plan",
                "iris",
                "--set",
                "network.hidden=[{size: 8}]",
                "--set",
                "learning.cycles=200",
                "--set",
                "learning.flow_time=0.3");
        assertThat(plan.out())
                .contains("course: 200 cycles are too few for 110 synapses")
                .contains("is left by outputs setosa, versicolor, virginica: identity with cross entropy");
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
        assertThat(many.get("relative_error").asDouble()).isCloseTo(Math.sqrt(1.8 / 1000), within(1e-12));
        assertThat(many.get("cosine").asDouble()).isCloseTo(1 / Math.sqrt(1.0018), within(1e-12));
        for (String engine : new String[] {"population_s", "actor_s"}) {
            assertThat(few.get(engine).asDouble()).isPositive();
            assertThat(many.get(engine).asDouble() / few.get(engine).asDouble()).isCloseTo(1001.0 / 101, within(1e-9));
        }
        assertThat(rows.get(3).get("cycles").asLong()).isEqualTo(8);
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
