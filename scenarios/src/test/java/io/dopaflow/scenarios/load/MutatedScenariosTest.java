package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Whatever is written into a scenario, loading it either succeeds or says what is wrong. */
class MutatedScenariosTest {

    private static final int MUTANTS_OF_EACH = 120;
    private static final Set<String> PHASED = Set.of("digits-feedback-alignment", "digits-equilibrium-propagation");
    private static final Pattern TOKENS = Pattern.compile("[A-Za-z0-9_.-]+|\\s+|.");
    private static final List<String> INTRUDERS = List.of(
            "",
            " ",
            "\n",
            "\t",
            ":",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            "&a ",
            "*a",
            "!!int ",
            "|",
            ">",
            "'",
            "\"",
            "~",
            "true",
            "-1",
            "0",
            "1e999",
            ".inf",
            "99999999999999999999",
            "20 ms",
            "x",
            "\u0000",
            "\uFEFF",
            "\uD83D",
            "\u2028",
            "%",
            "@",
            "<<: ",
            "? ",
            "---\n",
            "...\n",
            "name",
            "synapses",
            "inline",
            "a/b.csv",
            "all");

    @Test
    void mutants_loadOrAreRefusedWithAPlace() throws InvalidScenarioException {
        UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(20261123L);
        int refused = 0;
        int accepted = 0;
        for (String name : chosen()) {
            ScenarioSource source = Catalog.source(name);
            List<String> tokens = tokens(source.text());
            for (int mutant = 0; mutant < MUTANTS_OF_EACH; mutant++) {
                String text = mutated(tokens, random);
                try {
                    ScenarioLoader.load(new ScenarioSource(text, "mutant.yaml", source.folder()), List.of());
                    accepted++;
                } catch (InvalidScenarioException e) {
                    refused++;
                    assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                        assertThat(problem.line()).isPositive();
                        assertThat(problem.found()).isNotEmpty();
                        assertThat(problem.allowed()).isNotEmpty();
                    });
                } catch (RuntimeException | StackOverflowError e) {
                    throw new AssertionError("mutant of " + name + ":\n" + text, e);
                }
            }
        }
        assertThat(refused).as("refused").isGreaterThan(MUTANTS_OF_EACH);
        assertThat(accepted).as("accepted").isGreaterThan(MUTANTS_OF_EACH / 2);
    }

    /**
     * All, but of phased learning only two, one with waves and one that settles: these scenarios differ in little more than
     * the name of their rule, each mutant has the digits read again, and rules have cases of their own.
     */
    private static List<String> chosen() throws InvalidScenarioException {
        List<String> names = new ArrayList<>();
        for (String name : Catalog.names()) {
            boolean phased = Catalog.load(name, List.of()) instanceof LoadedPhased;
            if (!phased || PHASED.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKENS.matcher(text.replaceAll("(?m)^#.*\n", ""));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private static String mutated(List<String> tokens, UniformRandomProvider random) {
        List<String> changed = new ArrayList<>(tokens);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(changed.size());
            switch (random.nextInt(5)) {
                case 0 -> changed.remove(at);
                case 1 -> changed.add(at, changed.get(at));
                case 2 -> changed.set(at, changed.get(random.nextInt(changed.size())));
                case 3 -> changed.set(at, INTRUDERS.get(random.nextInt(INTRUDERS.size())));
                default -> changed.add(at, INTRUDERS.get(random.nextInt(INTRUDERS.size())));
            }
        }
        return String.join("", changed);
    }
}
