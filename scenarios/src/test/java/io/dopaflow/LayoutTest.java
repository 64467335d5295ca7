package io.dopaflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule of the layout notices each arrow that it forbids, and no other: one of each is planted. */
class LayoutTest {
    private final Layout layout = new Layout();

    @Test
    void everyForbiddenArrow_isNoticed_andNoOther(@TempDir Path folder) throws Exception {
        List<Path> sources = new ArrayList<>();
        Set<String> forbidden = new TreeSet<>();
        for (String used : layout.packages()) {
            sources.add(source(folder, used, "Used", ""));
        }
        for (String user : layout.packages()) {
            for (String used : layout.packages()) {
                if (!user.equals(used)) {
                    String name = "UserOf_" + used.replace('.', '_');
                    sources.add(source(folder, user, name, "io.dopaflow." + used + ".Used[] planted;"));
                    if (!layout.allows(user, used)) {
                        forbidden.add(user + " may not use " + used);
                    }
                }
            }
        }
        assertThat(notices(folder, sources)).isEqualTo(forbidden).hasSizeGreaterThan(300);
    }

    @Test
    void packageThatTheLayoutDoesNotKnow_isNoticed(@TempDir Path folder) throws Exception {
        Path stray = source(folder, "models.cycle.deeper", "Stray", "");
        assertThat(notices(folder, List.of(stray)))
                .containsExactly("io.dopaflow.models.cycle.deeper.Stray lives in no package of the layout");
    }

    private static Path source(Path folder, String home, String name, String body) throws Exception {
        Path file = folder.resolve(home + "." + name + ".d").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file, "package io.dopaflow." + home + ";\npublic class " + name + " { " + body + " }\n");
    }

    /** What the rule says of the compiled sources, without the names of the classes where it speaks of an arrow. */
    private Set<String> notices(Path folder, List<Path> sources) throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        JavaClasses planted = new ClassFileImporter().importPath(classes);
        ArchRule rule = ArchRuleDefinition.classes().should(layout.condition());
        return rule.evaluate(planted).getFailureReport().getDetails().stream()
                .map(line -> line.replaceFirst(".*: (?=\\S+ may not use)", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
