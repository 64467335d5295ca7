package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.EngineFactory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives each command the streams that it prints to. */
final class CommandFactory implements IFactory {
    private final Terminal terminal;
    private final EngineFactory engines;

    CommandFactory(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(terminal, engines));
        }
        if (type == SweepCommand.class) {
            return type.cast(new SweepCommand(terminal, engines));
        }
        if (type == ConvergeCommand.class) {
            return type.cast(new ConvergeCommand(terminal, engines));
        }
        if (type == PlanCommand.class) {
            return type.cast(new PlanCommand(terminal, engines));
        }
        if (type == ResumeCommand.class) {
            return type.cast(new ResumeCommand(terminal, engines));
        }
        if (Command.class.isAssignableFrom(type)) {
            return type.getDeclaredConstructor(Terminal.class).newInstance(terminal);
        }
        return CommandLine.defaultFactory().create(type);
    }
}
