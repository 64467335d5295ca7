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
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file; several for networks of"
                    + " several sizes. Of each, the initial weights and the first sample are studied.")
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
                    "Runs at each grid point, from 2 to 100000, each with jitter of its own. By default ${DEFAULT-VALUE}, which"
                            + " for one synapse leaves 5 %% of uncertainty. A verdict takes "
                            + PointEstimate.FEWEST + " at each n.")
    Long replicates = StudyRequest.REPLICATES;

    @Option(
            names = "--exponents",
            paramLabel = "P,Q",
            description = "Exponents of alpha_n = alpha n^-p and A_n = A n^-q, with p + 2q = 1, such as 1/3,1/3 (the"
                    + " default), 0,1/2, 1/2,1/4, or 1,0 for a half-window that stays as it is; can be repeated.")
    List<String> exponents = new ArrayList<>();

    @Option(
            names = "--half-window",
            paramLabel = "A,...",
            hideParamSyntax = true,
            split = ",",
            description =
                    "Prefactors A of the half-window A n^-q, in time constants. By default such that the scenario's"
                            + " own number of cycles has the scenario's own half-window.")
    List<String> halfWindows = new ArrayList<>();

    @Option(
            names = "--flow-time",
            paramLabel = "T,...",
            hideParamSyntax = true,
            split = ",",
            description =
                    "Gradient-flow times T, apart by commas, T = (2/3) alpha A^2 in the limit; n cycles have n alpha_n kappa(A_n). By"
                            + " default the scenario's.")
    List<String> flowTimes = new ArrayList<>();

    @Option(
            names = "--literal",
            description =
                    "Study scalings without a limit, by default the one that is printed in Christensen and Kallsen"
                            + " (2023): alpha constant and A n^(-1/3). Measures the accumulated gradient-flow time, which grows"
                            + " as n^(1/3).")
    boolean literal;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "The seed of initial weights, sample and all jitter; by default the scenario's own.")
    @Nullable
    Long seed;

    @Option(
            names = "--unbounded",
            description =
                    "Study scenarios whose gradient is not bounded too, which Theorem 1 does not promise anything of.")
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
