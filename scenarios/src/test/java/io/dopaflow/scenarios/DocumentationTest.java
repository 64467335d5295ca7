package io.dopaflow.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page of this module says is what the program does. */
class DocumentationTest {
    private static final Path PAGE = Path.of("README.md");
    private static final Path EXAMPLE = Path.of("src/test/java/io/dopaflow/scenarios/LibraryExampleTest.java");

    /** To bring it up to date: put what this test expects between the marks. */
    @Test
    void referenceOfKeys_isThatOfTheSchema() throws IOException {
        assertThat(between(page(), "<!-- begin of the reference -->\n", "<!-- end of the reference -->"))
                .isEqualTo("\n" + ScenarioSchema.reference().strip() + "\n\n");
    }

    @Test
    void example_isTheOneThatIsTested() throws IOException {
        String tested =
                between(Files.readString(EXAMPLE), "// begin of the example\n", "        // end of the example");
        assertThat(page()).contains("```java\n" + tested.indent(-8) + "```");
    }

    @Test
    void everyBuiltInScenario_isExplained() throws IOException {
        String page = page();
        assertThat(Catalog.names()).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static String between(String text, String begin, String end) {
        Matcher matcher = Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(text);
        assertThat(matcher.find()).as("something between %s and %s", begin, end).isTrue();
        return matcher.group(1);
    }
}
