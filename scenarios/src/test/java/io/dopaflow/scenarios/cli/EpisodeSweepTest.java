package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command sweep on networks in episodes: its numbers are those that {@code run} tells. */
class EpisodeSweepTest {
    @TempDir
    Path folder;

    private static final String[] ITS = {"iris-reward", "--set", "duration=56440 ms"};

    private Cli sweep(String... arguments) {
        List<Object> all = new ArrayList<>(List.of("sweep"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("sweep")));
        Cli cli = Cli.execute(all.toArray());
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli;
    }

    private Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher;
    }

    /** The numbers of the run with a seed. */
    private List<Double> results(int seed) throws SQLException {
        Path file = folder.resolve("sweep").resolve("results.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select last_tenth_loss, last_tenth_right, held_out_accuracy, held_out_loss from '" + file
                                + "' where seed = " + seed)) {
            row.next();
            return List.of(row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4));
        }
    }

    /** Of 1411 episodes the last block of the curve has 133, not 142. */
    @Test
    void lastTenthAndHeldOut_areThoseOfRun_andAreReadBack() throws SQLException {
        Cli made = sweep(ITS[0], ITS[1], ITS[2], "--seeds", "1,2");
        assertThat(made.out())
                .contains("loss in last tenth", "right in last tenth", "held-out accuracy", "held-out loss", " of 2 ");
        List<Double> numbers = results(2);
        Path run = folder.resolve("run");
        Cli ran = Cli.execute("run", ITS[0], ITS[1], ITS[2], "--seed", 2, "--out", run, "--no-progress");
        Matcher block = find("1279 to 1411 +([\\d.]+) +([\\d.]+ %)", ran.err());
        assertThat(Text.number(numbers.get(0))).isEqualTo(block.group(1));
        assertThat(Text.percent(numbers.get(1))).isEqualTo(block.group(2));
        Matcher heldOut = find("of 30 samples right, ([\\d.]+ %); mean loss ([\\d.]+)", ran.err());
        assertThat(Text.percent(numbers.get(2))).isEqualTo(heldOut.group(1));
        assertThat(Text.number(numbers.get(3))).isEqualTo(heldOut.group(2));
        assertThat(results(1)).isNotEqualTo(numbers);
        Cli again = sweep(ITS[0], ITS[1], ITS[2], "--seeds", "1,2");
        assertThat(again.err()).contains("2 of them made earlier");
        assertThat(again.out()).as("read back").isEqualTo(made.out());
    }

    /** A single sample has no wrong answers, and none is held out. */
    @Test
    void oneTarget_hasALossAlone() {
        Cli made = sweep("escape-flow", "--set", "duration=3 s", "--engine", "actor");
        assertThat(made.out()).contains("loss in last tenth").doesNotContain("right", "held-out");
    }

    @Test
    void seedsThatHaveLearnt_areCounted() {
        Cli made = sweep("xor-rates", "--set", "duration=140 s,35 s", "--seeds", "2,7");
        assertThat(made.out().lines().toList().get(1)).containsPattern("^ *140 s +2 +1 of 2 ");
        assertThat(made.out().lines().toList().get(2)).containsPattern("^ *35 s +2 +0 of 2 ");
    }

    @Test
    void networksWithoutEpisodes_haveNoSuchColumns() {
        assertThat(sweep("ring", "--set", "duration=100 ms").out()).doesNotContain("last tenth", "90 % right");
    }
}
