package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates as the page of this module says how to make them: its commands are executed, for other addresses.
 *
 * @param folder where they are
 */
public record DocumentedCertificates(Path folder) {
    private static final Pattern SCRIPT =
            Pattern.compile("```sh\n(umask 077\n.*?)for node in [0-9. ]+;(.*?)```", Pattern.DOTALL);

    /**
     * Makes an authority and a certificate for each address.
     *
     * @param folder must be there
     */
    public static DocumentedCertificates make(Path folder, List<String> addresses)
            throws IOException, InterruptedException {
        Matcher script = SCRIPT.matcher(Files.readString(Path.of("README.md")));
        assertThat(script.find()).as("commands of keytool on the page").isTrue();
        ProcessBuilder shell = new ProcessBuilder(
                        "sh",
                        "-euc",
                        script.group(1) + "for node in " + String.join(" ", addresses) + ";" + script.group(2))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Path tools = Path.of(System.getProperty("java.home"), "bin");
        shell.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return new DocumentedCertificates(folder);
    }

    /** Key and certificate of an address. */
    public Path keyStore(String address) {
        return folder.resolve(address + ".p12");
    }

    /** The certificate of the authority. */
    public Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /** The password of all. */
    public Path passwordFile() {
        return folder.resolve("password");
    }

    /** The options that let a process with that address use them. */
    public List<Object> options(String address) {
        return List.of(
                "--tls-keystore",
                keyStore(address),
                "--tls-truststore",
                trustStore(),
                "--tls-password-file",
                passwordFile());
    }
}
