package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.learned.RuleSearch;
import io.dopaflow.analysis.learned.RuleSearch.Method;
import io.dopaflow.analysis.learned.TaskFamilies;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.scenarios.learn.SearchOutcome;
import io.dopaflow.scenarios.learn.SearchPlan;
import io.dopaflow.scenarios.learn.SearchRun;
import io.dopaflow.scenarios.run.BackgroundTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnRuleCommandTest {
    private static final int GENERATIONS = 6;

    @TempDir
    Path folder;

    private Cli learn(String family, Path out, Object... options) {
        List<Object> words = new ArrayList<>(List.of("learn-rule", family, "--out", out, "--generations", GENERATIONS));
        words.addAll(Arrays.asList(options));
        return Cli.execute(words.toArray());
    }

    private Path found(String family, String directory, Object... options) {
        Path out = folder.resolve(directory);
        Cli learn = learn(family, out, options);
        assertThat(learn.exitCode()).as(learn.err()).isZero();
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"evolution", "gradient"})
    void ruleFound_isAFileLikeAnyOther(String method) throws IOException {
        Path out = found("teachers", "search", "--by", method);
        Path rule = out.resolve("rule.yaml");
        assertThat(rule)
                .content()
                .startsWith("# Found by: dopaflow learn-rule teachers --by " + method + " --generations 6 --seed 1\n")
                .contains("name: learned-teachers", "objective: none", "feedback-alignment 0.0");
        assertThat(Cli.execute("validate", rule).exitCode()).isZero();
        assertThat(Cli.execute("show", rule).out()).isEqualTo(Files.readString(rule));
        Cli run = Cli.execute(
                "run",
                "digits-learned",
                "--set",
                "learning.rule=" + rule,
                "--set",
                "learning.epochs=1",
                "--out",
                folder.resolve("run"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(out.resolve("rule.txt"))
                .content()
                .containsPattern("learned-teachers +0\\.\\d{4} +0\\.\\d{4} +- +- +-\n")
                .containsPattern("readout-only +0\\.\\d{4} +0\\.\\d{4} +-0\\.\\d{4} +0\\.\\d{4} +\\d+\\.\\d %\n");
        assertThat(out.resolve("search.svg")).content().contains("hidden_pre_apical_slope", "mean loss");
    }

    @Test
    void course_hasEachGeneration() {
        Path out = found("pca", "search");
        List<Double> losses = new ArrayList<>();
        ParquetRows.read(
                out.resolve("results.parquet"),
                List.of("member", "loss", "output_pre_post", "output_constant_square"),
                row -> losses.add(row.real("loss").orElseThrow()));
        assertThat(losses).hasSize(GENERATIONS).doesNotHaveDuplicates();
        assertThat(out.resolve("search.yaml")).content().contains("family: pca\n", "update: output, product: [1.0]");
        Cli again = learn("pca", out);
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("(6 of them made earlier)");
    }

    @Test
    void numberOfThreads_changesNoBit() throws IOException {
        Path one = found("teachers", "one", "--threads", 1);
        Path three = found("teachers", "three", "--threads", 3);
        Path seed = found("teachers", "seed", "--seed", 2);
        String rule = Files.readString(one.resolve("rule.yaml"));
        assertThat(three.resolve("rule.yaml")).hasContent(rule);
        assertThat(Files.readString(seed.resolve("rule.yaml"))).isNotEqualTo(rule);
    }

    /** As after Ctrl-C in the middle. */
    @ParameterizedTest
    @ValueSource(strings = {"evolution", "gradient"})
    void searchThatWasEnded_goesOn_withTheSameBits(String method) throws InterruptedException, IOException {
        Path whole = found("teachers", "whole", "--by", method);
        Path parts = folder.resolve("parts");
        SearchPlan plan = new SearchPlan(new RuleSearch(
                TaskFamilies.find("teachers").orElseThrow(),
                method.equals("gradient") ? Method.GRADIENT : Method.EVOLUTION,
                GENERATIONS,
                1));
        CountDownLatch third = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (BackgroundTask<SearchOutcome> task = SearchRun.start(plan, parts, false, 2, (done, loss) -> {
            if (done == 3) {
                third.countDown();
                awaitQuietly(cancelled);
            }
        })) {
            third.await();
            task.cancel();
            cancelled.countDown();
            SearchOutcome outcome = task.await();
            assertThat(outcome.generations().results()).hasSize(3);
            assertThat(outcome.judgements()).isEmpty();
        }
        assertThat(parts.resolve("rule.yaml")).doesNotExist();
        Cli rest = learn("teachers", parts, "--by", method);
        assertThat(rest.exitCode()).as(rest.err()).isZero();
        assertThat(rest.err()).contains("(3 of them made earlier)");
        assertThat(parts.resolve("rule.yaml")).hasContent(Files.readString(whole.resolve("rule.yaml")));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsWrong_isTold() throws IOException {
        Path out = found("pca", "search");
        assertThat(learn("pca", out, "--seed", 3))
                .satisfies(other -> assertThat(other.exitCode()).isEqualTo(ExitCode.WRONG_INPUT))
                .satisfies(other -> assertThat(other.err()).contains("found another search", "--force to replace it"));
        Files.createDirectory(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/file"), "");
        assertThat(learn("pca", folder.resolve("mine")).err()).contains("with files in it and no search");
        assertThat(Cli.execute("learn-rule", "oja", "--by", "luck", "--generations", 0)
                        .err())
                .contains("oja", "pca | teachers", "luck", "evolution | gradient", "from 1 to 100000", "--out");
        assertThat(learn("pca", out, "--seed", 3, "--force").exitCode()).isZero();
    }
}
