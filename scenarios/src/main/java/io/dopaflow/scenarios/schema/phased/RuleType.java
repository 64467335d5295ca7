package io.dopaflow.scenarios.schema.phased;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.rule.InvalidRuleException;
import io.dopaflow.models.rule.RuleProblem;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A learning rule. Its keys are read first; only where each is right are its parts held against one another. */
public final class RuleType implements ValueType<RuleSettings> {
    private static final Pattern BROADCAST = Pattern.compile("broadcasts\\[(\\d+)](\\.name)?(.*)");

    @Override
    public Optional<RuleSettings> read(Node node, Reading reading) {
        return RuleForm.TYPE.read(node, reading).flatMap(form -> checked(form, node, reading));
    }

    private static Optional<RuleSettings> checked(RuleForm form, Node node, Reading reading) {
        try {
            return Optional.of(new RuleSettings(form.description(), form.rule()));
        } catch (InvalidRuleException e) {
            Report places = new Report(node, reading.problems());
            for (RuleProblem problem : e.problems()) {
                String path = path(problem.place(), form);
                String found = problem.found().isEmpty() ? "nothing" : problem.found();
                reading.at(path).wrong(places.place(path), found, problem.allowed());
            }
            return Optional.empty();
        }
    }

    /** Whether a document has phases and no task: it is a rule, rightly or wrongly written, and no scenario. */
    public static boolean isMeant(Node document) {
        return document instanceof Node.Mapping mapping
                && mapping.find(RuleForm.PHASES.name()).isPresent()
                && mapping.find("task").isEmpty();
    }

    /** A place of a rule as the path of a key; broadcasts stand under their names. */
    private static String path(String place, RuleForm form) {
        Matcher broadcast = BROADCAST.matcher(place);
        String named = broadcast.matches()
                ? "broadcasts."
                        + form.broadcasts()
                                .get(Integer.parseInt(broadcast.group(1)))
                                .name() + broadcast.group(3)
                : place;
        return named.replace('[', '.').replace("]", "");
    }

    @Override
    public Node write(RuleSettings value) {
        return RuleForm.TYPE.write(RuleForm.of(value));
    }

    @Override
    public String allowed() {
        return RuleForm.TYPE.allowed();
    }

    @Override
    public ObjectNode jsonSchema() {
        return RuleForm.TYPE.jsonSchema();
    }

    @Override
    public Map<String, MappingType<?>> mappings() {
        return RuleForm.TYPE.mappings();
    }
}
