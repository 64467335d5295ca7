package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.EngineFactory;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives each command the streams that it prints to and, where its constructor takes them, the engines. */
record CommandFactory(Terminal terminal, EngineFactory engines) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (Command.class.isAssignableFrom(type)) {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            return type.cast(
                    constructor.getParameterCount() == 1
                            ? constructor.newInstance(terminal)
                            : constructor.newInstance(terminal, engines));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
