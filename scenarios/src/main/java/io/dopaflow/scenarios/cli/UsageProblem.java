package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.format.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line: what was found, and what is allowed instead. */
final class UsageProblem {

    private UsageProblem() {}

    /** One line for each problem that the parser has found. */
    static List<String> describe(Exception error, CommandLine command) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched(), command);
        }
        if (error instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(UsageProblem::missing).toList();
        }
        if (error instanceof ParameterException wrong
                && wrong.getArgSpec() != null
                && wrong.getCause() instanceof TypeConversionException conversion) {
            return List.of(wrong(nameOf(wrong.getArgSpec()), wrong.getValue(), conversion.getMessage()));
        }
        return List.of(Text.oneLine(error.getMessage()).replaceFirst("^Error: ", ""));
    }

    /** One line for a value of an option or argument. */
    static String wrong(String name, @Nullable String value, @Nullable String allowed) {
        return name + ": found " + Text.quoted(value) + "; allowed: " + allowed;
    }

    private static String missing(ArgSpec arg) {
        String allowed = arg.description()[0];
        return nameOf(arg) + ": found nothing; allowed: "
                + allowed.substring(0, 1).toLowerCase(Locale.ROOT) + allowed.substring(1);
    }

    private static String nameOf(ArgSpec arg) {
        if (arg instanceof OptionSpec option) {
            return option.longestName();
        }
        return ((PositionalParamSpec) arg).paramLabel();
    }

    private static List<String> unmatched(List<String> arguments, CommandLine command) {
        List<String> problems = new ArrayList<>();
        boolean commandIsMissing = !(command.getCommand() instanceof Command);
        boolean first = true;
        for (String argument : arguments) {
            if (argument.startsWith("-")) {
                problems.add(unknown("option", argument.split("=", 2)[0], options(command)));
            } else if (commandIsMissing && first) {
                problems.add(
                        unknown("command", argument, command.getSubcommands().keySet()));
            } else if (!commandIsMissing) {
                problems.add("found the extra argument " + Text.quoted(argument) + "; allowed: "
                        + command.getCommandSpec().qualifiedName() + positionals(command) + " and options");
            }
            first = false;
        }
        return problems;
    }

    private static String unknown(String kind, String found, Set<String> known) {
        return "unknown " + kind + " " + Text.quoted(found) + "; allowed: " + String.join(" | ", known)
                + Nearest.hint(found, known);
    }

    private static Set<String> options(CommandLine command) {
        Set<String> names = new TreeSet<>();
        command.getCommandSpec().options().forEach(option -> names.add(option.longestName()));
        return names;
    }

    private static String positionals(CommandLine command) {
        StringBuilder labels = new StringBuilder();
        command.getCommandSpec()
                .positionalParameters()
                .forEach(parameter -> labels.append(' ').append(parameter.paramLabel()));
        return labels.toString();
    }
}
