package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.DopaflowVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page in roff with the macros of man(7), made from the commands themselves. */
final class ManualPage {
    private static final int NO_WRAPPING = 100_000;

    private final List<String> lines = new ArrayList<>();

    private ManualPage() {}

    /** The page of the program and all of its commands. */
    static String of(CommandLine top) {
        ManualPage page = new ManualPage();
        page.program(top);
        for (Purpose purpose : Purpose.values()) {
            List<CommandLine> commands = purpose.commandsOf(top);
            if (!commands.isEmpty()) {
                page.macro("SH " + quoted(purpose.heading().toUpperCase(Locale.ROOT)));
                commands.forEach(page::command);
            }
        }
        page.macro("SH EXIT STATUS");
        page.text(notes(top));
        page.environment();
        return page.lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private void program(CommandLine top) {
        String name = top.getCommandName();
        macro("TH DOPAFLOW 1 \"\" " + quoted("Dopaflow " + DopaflowVersion.text()) + " \"Dopaflow Manual\"");
        macro("SH NAME");
        text(name + " - simulate spiking neurons that learn from spike timing and dopamine");
        macro("SH SYNOPSIS");
        synopsis(top);
        macro("SH DESCRIPTION");
        paragraphs(description(top));
        text("These options stand alone or after any command:");
        arguments(top.getCommandSpec().options());
        examples(top);
    }

    private void command(CommandLine command) {
        macro("SS " + quoted(command.getCommandName()));
        text(Purpose.summary(command));
        macro("PP");
        synopsis(command);
        List<String> description = description(command);
        paragraphs(description.subList(1, description.size()));
        CommandSpec spec = command.getCommandSpec();
        spec.positionalParameters()
                .forEach(parameter -> argument("\\fI" + escaped(parameter.paramLabel()) + "\\fR", parameter));
        arguments(spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .toList());
        examples(command);
        macro("PP");
        text(notes(command));
    }

    private void synopsis(CommandLine command) {
        command.setUsageHelpWidth(NO_WRAPPING);
        String name = command.getCommandSpec().qualifiedName();
        for (String form :
                command.getHelp().synopsis(0).lines().map(String::strip).toList()) {
            macro(form.startsWith(name) ? "B " + quoted(name) : "br");
            text(form.startsWith(name) ? form.substring(name.length()).strip() : form);
            macro("br");
        }
    }

    private static List<String> description(CommandLine command) {
        return plain(command.getCommandSpec().usageMessage().description());
    }

    private void arguments(List<OptionSpec> options) {
        for (OptionSpec option : options) {
            String names = option.shortestName().equals(option.longestName())
                    ? option.longestName()
                    : option.shortestName() + ", " + option.longestName();
            String value = option.arity().max() > 0 ? " \\fI" + escaped(option.paramLabel()) + "\\fR" : "";
            argument("\\fB" + escaped(names) + "\\fR" + value, option);
        }
    }

    private void argument(String tag, ArgSpec arg) {
        macro("TP");
        lines.add(tag);
        text(String.join(" ", plain(arg.description())));
    }

    private void examples(CommandLine command) {
        macro("PP");
        text("Examples:");
        macro("PP");
        macro("nf");
        macro("RS 2");
        List<String> footer = footer(command);
        footer.subList(0, endOfExamples(footer)).forEach(line -> text(line.substring(2)));
        macro("RE");
        macro("fi");
    }

    /** What is said below the examples, after an empty line. */
    private static String notes(CommandLine command) {
        List<String> footer = footer(command);
        return String.join(" ", footer.subList(endOfExamples(footer), footer.size()))
                .strip();
    }

    private static int endOfExamples(List<String> footer) {
        int end = footer.indexOf("");
        return end < 0 ? footer.size() : end;
    }

    private static List<String> footer(CommandLine command) {
        return List.of(command.getCommandSpec().usageMessage().footer());
    }

    private void environment() {
        macro("SH ENVIRONMENT");
        variable("DOPAFLOW_JAVA_OPTS", "Options for the Java virtual machine, such as -Xmx2g for more memory.");
        variable("JAVA_HOME", "The Java to run on, 17 or newer; else the one on PATH.");
        variable("NO_COLOR", "If it is set and not empty, there are no colours.");
        variable("CLICOLOR", "If it is 0, there are no colours.");
        variable(
                "CLICOLOR_FORCE",
                "If it is set, and neither empty nor 0, there are colours even where the output is no terminal.");
        variable("COLUMNS", "The width of the progress display, in characters.");
    }

    private void variable(String name, String meaning) {
        macro("TP");
        lines.add("\\fB" + escaped(name) + "\\fR");
        text(meaning);
    }

    private void paragraphs(List<String> texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                macro("PP");
                text(text);
            }
        }
        macro("PP");
    }

    /** Texts of the help without its formats and colours. */
    private static List<String> plain(String... texts) {
        List<String> plain = new ArrayList<>();
        for (String text : texts) {
            plain.add(
                    Ansi.OFF.string(text.replace("%n", " ").replace("%%", "%")).replaceAll(" {2,}", " "));
        }
        return plain;
    }

    private void macro(String words) {
        lines.add("." + words);
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            lines.add(escaped(text));
        }
    }

    private static String quoted(String text) {
        return '"' + escaped(text).replace("\"", "\\(dq") + '"';
    }

    /** What roff would take for its own: backslashes, hyphens, accents, and dots and quotes at the start of a line. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti")
                .replace("`", "\\(ga");
        return safe.startsWith(".") ? "\\&" + safe : safe;
    }
}
