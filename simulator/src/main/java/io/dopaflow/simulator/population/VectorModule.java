package io.dopaflow.simulator.population;

/**
 * Resolves the module of the Vector API. Where {@code --add-modules jdk.incubator.vector} was not given, it is asked for
 * now, in the way in which the JDK loads its management agent. That needs the package {@code jdk.internal.module}
 * exported: the program's jar does so in its manifest ({@code Add-Exports}). The option would do as well, but the
 * virtual machine answers it with a warning on standard error, whether the command computes or not, and cannot use its
 * archive of modules then.
 */
public final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    /** Whether the Vector API can be used; decided once. */
    public static boolean isResolved() {
        return Resolution.RESOLVED;
    }

    private static final class Resolution {
        static final boolean RESOLVED = ModuleLayer.boot().findModule(NAME).isPresent() || load();

        private static boolean load() {
            try {
                Class.forName("jdk.internal.module.Modules")
                        .getMethod("loadModule", String.class)
                        .invoke(null, NAME);
                return true;
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                return false;
            }
        }
    }
}
