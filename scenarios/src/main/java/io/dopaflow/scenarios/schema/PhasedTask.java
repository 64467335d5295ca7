package io.dopaflow.scenarios.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.environment.Bandit;
import io.dopaflow.models.environment.Chain;
import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.environment.JumpingMean;
import io.dopaflow.models.environment.Waiting;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The task of phased learning: samples, as in a learning cycle, or an environment. */
final class PhasedTask implements ValueType<TaskSettings> {
    private static final long MOST = 1000;

    private static final Key<Environment, Long> CHAIN = Key.conditional(
            "chain",
            Types.wholeNumber(1, MOST),
            "another of these keys",
            Key.when(Function.identity(), Chain.class, chain -> (long) chain.length()),
            "A chain of so many states with the cue.");

    private static final Key<Environment, Long> BANDIT = Key.conditional(
            "bandit",
            Types.wholeNumber(2, MOST),
            "another of these keys",
            Key.when(Function.identity(), Bandit.class, bandit -> (long) bandit.arms()),
            "A bandit with so many arms.");

    private static final Key<TaskSettings, Environment> ENVIRONMENT = Key.required(
            "environment",
            new WordOrMapping<>(
                    Types.choice(words()),
                    MappingType.of(
                                    List.of(CHAIN, BANDIT),
                                    values -> values.find(CHAIN)
                                            .<Environment>map(length -> new Chain(length.intValue()))
                                            .orElseGet(() -> new Bandit(
                                                    values.get(BANDIT).intValue())))
                            .withExactlyOneOf("bandit: 10", CHAIN, BANDIT),
                    environment -> !words().containsValue(environment)),
            task -> task.environment().orElseThrow(),
            "What the network acts in, or predicts, instead of samples; a learning opportunity is a step of it. chain: a cue,"
                    + " states that follow one another, a reward of 1 at the end of 6. bandit: 10 arms with mean rewards from"
                    + " N(4, 1) and noise 1. waiting: a reward of 1 at once, or of 3 after six steps. jumping-mean: a number"
                    + " with noise 1 around a mean that jumps with the probability 1/75.");

    private static final MappingType<TaskSettings> IN_ENVIRONMENT =
            MappingType.of(List.of(ENVIRONMENT), values -> TaskSettings.of(values.get(ENVIRONMENT)));

    private static Map<String, Environment> words() {
        Map<String, Environment> words = new LinkedHashMap<>();
        for (Environment each : List.of(
                new Chain(Chain.DEFAULT_LENGTH), new Bandit(Bandit.DEFAULT_ARMS), new Waiting(), new JumpingMean())) {
            words.put(each.word(), each);
        }
        return words;
    }

    private static ValueType<TaskSettings> of(Node node) {
        boolean acts = node instanceof Node.Mapping mapping
                && mapping.find(TaskSchema.DATA.name()).isEmpty()
                && mapping.entries().stream().anyMatch(entry -> isMeant(entry.key()));
        return acts ? IN_ENVIRONMENT : TaskSchema.TYPE;
    }

    private static boolean isMeant(String key) {
        return Nearest.to(key, List.of(ENVIRONMENT.name())).isPresent();
    }

    @Override
    public Optional<TaskSettings> read(Node node, Reading reading) {
        return of(node).read(node, reading);
    }

    @Override
    public Node write(TaskSettings value) {
        return (value.environment().isPresent() ? IN_ENVIRONMENT : TaskSchema.TYPE).write(value);
    }

    @Override
    public String allowed() {
        return TaskSchema.TYPE.allowed() + " | " + IN_ENVIRONMENT.allowed();
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode samples = TaskSchema.TYPE.jsonSchema();
        ObjectNode schema = samples.objectNode();
        schema.putArray("anyOf").add(samples).add(IN_ENVIRONMENT.jsonSchema());
        return schema;
    }

    @Override
    public Map<String, MappingType<?>> mappings() {
        Map<String, MappingType<?>> mappings = new LinkedHashMap<>();
        mappings.put("", TaskSchema.TYPE);
        mappings.put(" in an environment", IN_ENVIRONMENT);
        return mappings;
    }
}
