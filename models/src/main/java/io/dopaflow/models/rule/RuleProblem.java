package io.dopaflow.models.rule;

/**
 * Something that is wrong with a rule.
 *
 * @param place in the rule, as a path of keys and positions: {@code update.hidden[0][2]}
 * @param found what stands there
 * @param allowed what may stand there, or why this may not
 */
public record RuleProblem(String place, String found, String allowed) {
    @Override
    public String toString() {
        return place + ": " + found + "; allowed: " + allowed;
    }
}
