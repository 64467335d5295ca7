package io.dopaflow.models.spiking.plasticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page says of rules of plasticity is what the registry says; its example is a rule like any other. */
class PlasticityPageTest {

    private static String page() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    static List<LearningRule> rules() {
        return PlasticityRules.all();
    }

    private static String section(String name) throws IOException {
        List<String> sections = Arrays.stream(page().split("\n#+ "))
                .filter(section -> section.startsWith("`" + name + "`\n"))
                .toList();
        assertThat(sections).as(name).hasSize(1);
        return sections.get(0);
    }

    private static void assertSheet(String section, List<RuleParameter> parameters) {
        for (RuleParameter parameter : parameters) {
            String standard = parameter.standard().isPresent()
                    ? Double.toString(parameter.standard().getAsDouble()).replaceAll("\\.0$", "")
                    : "-";
            String unit = parameter.unit().equals(RuleParameter.WEIGHT) ? "of weights" : parameter.unit();
            assertThat(section)
                    .contains("| `" + parameter.name() + "` | " + unit + " | " + standard + " | "
                            + parameter.range().words() + " | " + parameter.meaning() + " |");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void dataSheet_hasMeaningEquationsAndEveryParameter(LearningRule rule) throws IOException {
        String section = section(rule.name());
        assertThat(section).contains(rule.meaning());
        rule.equations().forEach(equation -> assertThat(section).contains("    " + equation + "\n"));
        assertSheet(section, rule.parameters());
    }

    @Test
    void dataSheets_haveScalingRewiringAndShortTermPlasticity() throws IOException {
        assertThat(section("rewiring")).contains("    " + Rewiring.EQUATION + "\n");
        assertSheet(section("rewiring"), Rewiring.PARAMETERS);
        assertThat(section("scaling")).contains("    " + Scaling.EQUATION + "\n");
        assertSheet(section("scaling"), Scaling.PARAMETERS);
        String shortTerm = section("short-term");
        ShortTerm.EQUATIONS.forEach(equation -> assertThat(shortTerm).contains("    " + equation + "\n"));
        assertSheet(shortTerm, ShortTerm.PARAMETERS);
    }

    /** The class that the page shows is the one that is tested here, character by character. */
    @Test
    void example_isTheClassOfThisTest() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/io/dopaflow/models/spiking/plasticity/LimitedStdp.java"));
        assertThat(page()).contains("```java\n" + source.substring(source.indexOf("/**")) + "```\n");
    }
}
