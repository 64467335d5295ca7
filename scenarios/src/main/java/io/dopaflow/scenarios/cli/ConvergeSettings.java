package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.converge.PointEstimate;
import io.dopaflow.scenarios.converge.StudyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code converge}. */
final class ConvergeSettings {

    @Parameters(
            arity = "1..*",
            paramLabel = "SCENARIO",
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file; give several to compare"
                    + " networks of different sizes. A study uses the initial weights and the first sample.")
    List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--cycles",
            paramLabel = "N,...",
            description = "Numbers of cycles n, such as 100,316,1000, or a range by half decades such as 100..1e6."
                    + " By default ${DEFAULT-VALUE}.")
    String cycles = StudyRequest.CYCLES;

    @Option(
            names = "--replicates",
            paramLabel = "R",
            converter = WholeNumber.Seed.class,
            description =
                    "Runs at each grid point, from 2 to 100000, each with its own jitter. By default ${DEFAULT-VALUE}, which"
                            + " leaves an uncertainty of 5 %% for a single synapse. A verdict needs at least "
                            + PointEstimate.FEWEST + " at each n.")
    Long replicates = StudyRequest.REPLICATES;

    @Option(
            names = "--exponents",
            paramLabel = "P,Q",
            description = "Exponents of alpha_n = alpha n^-p and A_n = A n^-q, with p + 2q = 1, such as 1/3,1/3 (the"
                    + " default), 0,1/2, 1/2,1/4, or 1,0 for a fixed half-window; can be repeated.")
    List<String> exponents = new ArrayList<>();

    @Option(
            names = "--half-window",
            paramLabel = "A,...",
            hideParamSyntax = true,
            split = ",",
            description =
                    "Prefactors A of the half-window A n^-q, in time constants. By default such that the scenario's"
                            + " own number of cycles gives its own half-window.")
    List<String> halfWindows = new ArrayList<>();

    @Option(
            names = "--flow-time",
            paramLabel = "T,...",
            hideParamSyntax = true,
            split = ",",
            description =
                    "Gradient-flow times T, separated by commas: T = (2/3) alpha A^2 in the limit of large n; n cycles"
                            + " have n alpha_n kappa(A_n). By default the scenario's.")
    List<String> flowTimes = new ArrayList<>();

    @Option(
            names = "--literal",
            description =
                    "Study scalings without a limit; by default the one that is printed in Christensen and Kallsen"
                            + " (2023): constant alpha and A n^(-1/3). Measures the accumulated gradient-flow time, which grows"
                            + " as n^(1/3).")
    boolean literal;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "Seed for the initial weights, the sample and all jitter; by default the scenario's own.")
    @Nullable
    Long seed;

    @Option(
            names = "--unbounded",
            description = "Also study scenarios whose gradient is not bounded, which Theorem 1 does not cover.")
    boolean unbounded;

    @Mixin
    BatchSettings batch = new BatchSettings();

    StudyRequest request() {
        return new StudyRequest(
                scenarios,
                batch.assignments,
                cycles,
                replicates,
                exponents,
                halfWindows,
                flowTimes,
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                literal,
                unbounded);
    }
}
