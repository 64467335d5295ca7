package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands do with a network in an environment. */
class EnvironmentCommandsTest {
    @TempDir
    static Path folder;

    private static Path run;
    private static Cli done;

    @BeforeAll
    static void run() {
        run = folder.resolve("run");
        done = Cli.execute("run", "bandit", "--out", run, "--no-progress");
    }

    @Test
    void run_sumsUpRewardAndRegret() {
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err())
                .contains("bandit finished")
                .contains("on average, of 1 000 rewards in the second half")
                .contains("regret: 0.0")
                .contains("plot " + run + " reward")
                .doesNotContain("classified correctly");
    }

    @Test
    void steps_areInTheirTable_andAgreeWithLossesAndSpikes() {
        Cli sql = Cli.execute(
                "sql",
                run,
                "SELECT count(*) AS steps, bool_and(loss = -reward) AS losses, bool_and(p.neuron - 1 = action) AS spikes"
                        + " FROM steps JOIN losses USING (opportunity) JOIN (SELECT * FROM spikes WHERE neuron > 0) p"
                        + " USING (opportunity) WHERE p.amplitude <> 0",
                "--format",
                "csv");
        assertThat(sql.exitCode()).as(sql.err()).isZero();
        assertThat(sql.out()).contains("2000,true,true");
    }

    @Test
    void plotAndReport_showRewards() {
        Path figure = folder.resolve("reward.svg");
        assertThat(Cli.execute("plot", run, "reward", "--file", figure).exitCode())
                .isZero();
        assertThat(figure).content().contains("mean of rewards").contains("regret");
        assertThat(Cli.execute("report", run).exitCode()).isZero();
        assertThat(run.resolve("report.html"))
                .content()
                .contains("in an environment")
                .contains("the mean reward was");
    }

    @Test
    void gradients_areRefused() {
        Cli follow = Cli.execute("follow", "bandit", "--against", "loss");
        assertThat(follow.exitCode()).isEqualTo(2);
        assertThat(follow.err())
                .contains("task.environment: found bandit; allowed: samples (task.data): there is no gradient");
        Cli compare = Cli.execute("compare", run);
        assertThat(compare.exitCode()).isEqualTo(1);
        assertThat(compare.err())
                .contains("a network in the environment bandit; allowed: one that learns from samples");
    }
}
