package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.models.task.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Someone with a CSV file writes the shortest scenario there is, does what the messages say, and the network learns. */
@Tag("slow")
class NewDataTest {
    private static final Pattern TO_BEGIN_WITH = Pattern.compile("allowed: exactly one of .*, such as (.*)");
    private static final String REGRESSION = "allowed: kind: regression";

    @TempDir
    Path folder;

    private String task = "data: mine.csv";
    private String learning = "";

    private Path scenario() throws IOException {
        return Files.writeString(
                folder.resolve("mine.yaml"),
                "name: mine\ntask: {" + task + "}\nnetwork: {}\nlearning: {" + learning
                        + "}\nrecord: {spikes: none, rewards: none, weights: none}\n");
    }

    /** Adds what the messages propose until there is none. */
    private void followTheMessages() throws IOException {
        for (Cli cli = Cli.execute("validate", scenario());
                cli.exitCode() != 0;
                cli = Cli.execute("validate", scenario())) {
            String before = task + learning;
            Matcher proposed = TO_BEGIN_WITH.matcher(cli.err());
            while (proposed.find()) {
                learning += proposed.group(1) + ", ";
            }
            task += cli.err().contains(REGRESSION) && !task.contains("kind") ? ", kind: regression" : "";
            assertThat(task + learning).as(cli.err()).isNotEqualTo(before);
        }
    }

    private Score heldOut() throws IOException {
        followTheMessages();
        Path run = folder.resolve("run");
        Cli cli = Cli.execute("run", scenario(), "--engine", "population", "--out", run);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err()).doesNotContain("warning");
        try (RunReader reader = RunReader.open(run)) {
            var progress = reader.progress();
            return progress.get(progress.size() - 1).heldOut().orElseThrow();
        }
    }

    /** 30 features of cells, from 0.001 to 3000, most of them functions of size and shape; 38 % of 569 are malignant. */
    private static String cells() {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder();
        String[] measures = {
            "radius",
            "texture",
            "perimeter",
            "area",
            "smoothness",
            "compactness",
            "concavity",
            "points",
            "symmetry",
            "dimension"
        };
        for (String kind : new String[] {"mean", "error", "worst"}) {
            for (String measure : measures) {
                csv.append(kind).append(' ').append(measure).append(',');
            }
        }
        csv.append("diagnosis\n");
        for (int i = 0; i < 569; i++) {
            boolean malignant = i % 8 < 3;
            double size = random.nextGaussian() + (malignant ? 3 : 0);
            double shape = 0.5 * size + random.nextGaussian() + (malignant ? 1 : 0);
            double radius = 12 * Math.exp(0.15 * size);
            double[] means = {
                radius,
                19 + 4 * random.nextGaussian() + (malignant ? 3 : 0),
                6.5 * radius * (1 + 0.02 * random.nextGaussian()),
                3.1 * radius * radius * (1 + 0.03 * random.nextGaussian()),
                0.096 + 0.014 * random.nextGaussian(),
                0.08 * Math.exp(0.3 * shape),
                0.05 * Math.exp(0.5 * shape),
                0.03 * Math.exp(0.4 * shape + 0.1 * size),
                0.18 + 0.027 * random.nextGaussian(),
                0.063 + 0.007 * random.nextGaussian()
            };
            append(csv, means, mean -> mean);
            append(csv, means, mean -> 0.03 * mean * Math.exp(0.4 * random.nextGaussian()));
            append(csv, means, mean -> mean * (1.15 + 0.1 * random.nextGaussian()));
            csv.append(malignant ? "malignant\n" : "benign\n");
        }
        return csv.toString();
    }

    private static void append(StringBuilder csv, double[] values, DoubleUnaryOperator change) {
        for (double value : values) {
            csv.append(change.applyAsDouble(value)).append(',');
        }
    }

    /** 442 patients: a linear fit of 10 features explains half of a progression between 25 and 346. */
    private static String patients(boolean centred) {
        double[] means = {48, 1.5, 26, 95, 189, 115, 50, 4, 4.6, 91};
        double[] deviations = {13, 0.5, 4.4, 14, 35, 30, 13, 1.3, 0.5, 11};
        double[] effects = {0, -0.15, 0.4, 0.25, -0.3, 0.15, -0.1, 0.1, 0.4, 0.1};
        Random random = new Random(4);
        StringBuilder csv = new StringBuilder("age,sex,bmi,bp,s1,s2,s3,s4,s5,s6,progression\n");
        for (int i = 0; i < 442; i++) {
            double common = random.nextGaussian();
            double effect = 0;
            StringJoiner row = new StringJoiner(",");
            for (int j = 0; j < means.length; j++) {
                double x = j == 1 ? random.nextInt(2) * 2 - 1 : 0.5 * common + 0.87 * random.nextGaussian();
                effect += effects[j] * x;
                row.add(String.valueOf(centred ? 0.0476 * x : means[j] + deviations[j] * x));
            }
            double progression = 152 + 70 * effect + 46 * random.nextGaussian();
            csv.append(row)
                    .append(',')
                    .append(Math.min(346, Math.max(25, Math.round(progression))))
                    .append('\n');
        }
        return csv.toString();
    }

    @Test
    void manyFeaturesOfAllSizes_areClassifiedFarAboveTheMajority() throws IOException {
        Files.writeString(folder.resolve("mine.csv"), cells());
        assertThat(heldOut().accuracy().orElseThrow()).as("62 % are benign").isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void numbersInTheHundreds_arePredicted(boolean centred) throws IOException {
        Files.writeString(folder.resolve("mine.csv"), patients(centred));
        Score score = heldOut();
        assertThat(task).as("what the message says").endsWith("kind: regression");
        assertThat(score.r2().orElseThrow()).isGreaterThan(0.4);
        assertThat(score.error().orElseThrow()).as("in the unit of the target").isBetween(35.0, 60.0);
    }
}
