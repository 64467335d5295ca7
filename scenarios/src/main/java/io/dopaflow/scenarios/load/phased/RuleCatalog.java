package io.dopaflow.scenarios.load.phased;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.YamlReader;
import io.dopaflow.scenarios.format.YamlWriter;
import io.dopaflow.scenarios.schema.phased.RuleSettings;
import io.dopaflow.scenarios.schema.phased.RuleType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The learning rules that are built in, by name, and rules in files. */
public final class RuleCatalog {

    /** The reference first, then rules with feedback or targets, those that settle, models of the inputs, rules with a reward,
     * Hebbian rules and those that regulate. */
    private static final List<String> NAMES = List.of(
            "backpropagation",
            "feedback-alignment",
            "direct-feedback-alignment",
            "sign-symmetric",
            "kolen-pollack",
            "weight-mirror",
            "target-propagation",
            "synthetic-gradients",
            "straight-through",
            "three-valued-errors",
            "equilibrium-propagation",
            "equilibrium-propagation-random-sign",
            "equilibrium-propagation-timing",
            "denoising-autoencoder",
            "walkback",
            "contrastive-divergence",
            "persistent-contrastive-divergence",
            "deep-belief-network",
            "variational-em",
            "weight-perturbation",
            "node-perturbation",
            "reinforce",
            "reward-stdp",
            "three-factor-actor",
            "temporal-difference",
            "q-learning",
            "uncertainty",
            "oja",
            "principal-subspace",
            "generalized-hebbian",
            "bcm",
            "simplex",
            "synaptic-scaling",
            "intrinsic-excitability",
            "elastic-consolidation",
            "synaptic-intelligence",
            "cascade",
            "sparse",
            "rewiring",
            "learned");

    private static final RuleType TYPE = new RuleType();

    private RuleCatalog() {}

    /**
     * A built-in rule.
     *
     * @param name its name
     * @param summary what it is, in a line
     */
    public record Entry(String name, String summary) {}

    /** The names of the built-in rules: the reference, rules with feedback or targets, those that settle, models of the inputs,
     * rules with a reward, Hebbian rules and those that regulate. */
    public static List<String> names() {
        return NAMES;
    }

    /** Name and summary of each built-in rule, in the order of {@link #names}. */
    public static List<Entry> list() {
        return NAMES.stream().map(RuleCatalog::entry).toList();
    }

    /** The text of a built-in rule as it was written, comments included; empty if there is none of that name. */
    public static Optional<String> text(String name) {
        return NAMES.contains(name) ? Optional.of(resource(name)) : Optional.empty();
    }

    /**
     * Reads the text of a rule file; nothing if anything was reported.
     *
     * @param file what to call it in problems
     */
    public static Optional<RuleSettings> read(String text, String file, Problems problems) {
        return YamlReader.read(text, file, problems)
                .flatMap(document -> TYPE.read(document, new Reading("", problems)));
    }

    /**
     * The rule of a text that is a rule; empty if it is a scenario, or no YAML.
     *
     * @param file what to call it in problems
     * @throws InvalidScenarioException with everything that is wrong with the rule
     */
    public static Optional<RuleSettings> ifRule(String text, String file) throws InvalidScenarioException {
        if (YamlReader.read(text, file, new Problems())
                .filter(RuleType::isMeant)
                .isEmpty()) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        Optional<RuleSettings> rule = read(text, file, problems);
        problems.throwIfAny();
        return rule;
    }

    /** The text of a rule file, without comments. */
    public static String write(RuleSettings rule) {
        return YamlWriter.write((Node.Mapping) TYPE.write(rule));
    }

    /** A built-in rule; empty if there is none of that name. */
    public static Optional<RuleSettings> find(String name) {
        return text(name).map(text -> {
            Problems problems = new Problems();
            return read(text, name + ".yaml", problems)
                    .orElseThrow(() -> new IllegalStateException("a built-in rule is wrong: " + problems.inOrder()));
        });
    }

    private static Entry entry(String name) {
        String description = find(name).map(RuleSettings::description).orElse("");
        return new Entry(name, description.lines().findFirst().orElse(""));
    }

    private static String resource(String name) {
        String resource = "/rules/" + name + ".yaml";
        try (InputStream stream = Objects.requireNonNull(RuleCatalog.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource + " failed", e);
        }
    }
}
