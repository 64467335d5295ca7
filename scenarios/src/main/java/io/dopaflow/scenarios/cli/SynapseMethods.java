package io.dopaflow.scenarios.cli;

import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.spiking.plasticity.RuleParameter;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.ScoreSettings;
import io.dopaflow.scenarios.schema.spiking.SheetValues;
import io.dopaflow.scenarios.schema.spiking.SynapseSettings;
import java.util.ArrayList;
import java.util.List;

/** How the synapses of a projection change: rules with their equations, and a table of parameters. */
final class SynapseMethods {
    private static final String INDENT = "      ";

    private final List<String> lines = new ArrayList<>();

    private final TimeMode time;

    private SynapseMethods(TimeMode time) {
        this.time = time;
    }

    /**
     * The description of an entry, a line each.
     *
     * @param time of the network: a score is a sum over steps, or an integral
     */
    static List<String> of(ProjectionSettings entry, TimeMode time) {
        SynapseMethods methods = new SynapseMethods(time);
        methods.describe(entry);
        return methods.lines;
    }

    private void describe(ProjectionSettings entry) {
        SynapseSettings synapse = entry.synapse();
        synapse.rule().ifPresent(rule -> {
            lines.add("    " + rule.rule().name() + ": " + rule.rule().meaning());
            rule.rule().equations().forEach(this::equation);
            rule.pairing().map(SynapseMethods::counted).ifPresent(this::equation);
            rule.modulator().ifPresent(name -> equation("modulator: " + name));
            equation("at the synapse presynaptic spikes count "
                    + (entry.axonalPs() == 0
                            ? "when they are emitted"
                            : Durations.text(entry.axonalPs()) + " after they are emitted")
                    + ", postsynaptic ones after the rest of the delay");
            table(rule.rule().parameters(), rule.values());
        });
        synapse.score().ifPresent(this::ofEpisodes);
        synapse.scaling().ifPresent(sheet -> {
            lines.add("    scaling, " + Scaling.EQUATION);
            table(Scaling.PARAMETERS, sheet);
        });
        synapse.rewiring().ifPresent(sheet -> {
            lines.add("    rewiring, " + Rewiring.EQUATION);
            table(Rewiring.PARAMETERS, sheet);
        });
        synapse.shortTerm().ifPresent(sheet -> {
            lines.add("    short-term plasticity:");
            ShortTerm.EQUATIONS.forEach(this::equation);
            table(ShortTerm.PARAMETERS, sheet);
        });
    }

    private void ofEpisodes(ScoreSettings score) {
        if (score.eligibility() instanceof EpisodeEligibility.Stdp stdp) {
            lines.add("    reward-stdp: reward times spike-timing dependent plasticity");
            equation(
                    "z = sum over pairs of an episode: A_plus exp(-dt / tau_plus) if the presynaptic spike comes first, -A_minus exp(-dt"
                            + " / tau_minus) if the postsynaptic one does");
            equation("A_plus = " + stdp.aPlus() + " / mV, tau_plus = " + stdp.tauPlus() + " ms, A_minus = "
                    + stdp.aMinus() + " / mV, tau_minus = " + stdp.tauMinus() + " ms");
        } else {
            lines.add("    score: reward times the derivative of the log-likelihood of the neuron's spikes");
            equation(
                    time instanceof TimeMode.Precise
                            ? "z = [sum over spikes of e - integral of rho e dt] / Delta_u"
                            : "z = sum over steps of e [s rho h exp(-rho h) / p - (1 - s) rho h] / Delta_u, p = 1 - exp(-rho h), s = 1"
                                    + " with a spike");
            equation("e, dV/dw, goes on like V and has a jump of 1 at each arrival");
        }
        equation("after each episode w <- w + (T / n) (b - L) z, with b - L from " + score.modulator());
        equation("T = " + score.flowTime() + " mV^2"
                + score.tauE()
                        .map(tau -> "; z forgets with tau_e = " + tau + " ms")
                        .orElse(""));
    }

    private static String counted(Pairing pairing) {
        return "pairs that count: "
                + switch (pairing) {
                    case ALL_TO_ALL -> "all";
                    case NEAREST_SYMMETRIC -> "each spike with the latest one of the other side";
                    case NEAREST_RESTRICTED ->
                        "each spike with the latest one of the other side, if none of its own side came between";
                    case PRE_CENTERED ->
                        "each postsynaptic spike with all presynaptic ones since the one before, each presynaptic one with"
                                + " the latest postsynaptic one";
                };
    }

    private void equation(String equation) {
        lines.add(INDENT + equation);
    }

    private void table(List<RuleParameter> parameters, SheetValues values) {
        int names = parameters.stream()
                .mapToInt(parameter -> parameter.name().length())
                .max()
                .orElse(0);
        List<String> shown = parameters.stream()
                .map(parameter -> values.text(parameter.name()))
                .toList();
        int widest = shown.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < parameters.size(); i++) {
            lines.add(INDENT + padded(parameters.get(i).name(), names) + "  " + padded(shown.get(i), widest) + "  "
                    + parameters.get(i).meaning());
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
