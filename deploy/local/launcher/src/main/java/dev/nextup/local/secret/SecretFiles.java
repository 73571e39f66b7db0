package dev.nextup.local.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** A directory (mode 0700) of secrets, one file (mode 0600) each; made when first asked for. */
public final class SecretFiles {

    private static final int PASSWORD_BYTES = 24;
    private static final int KEY_BYTES = 48;

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    /** Creates {@code directory} if it is missing and closes it to everybody else. */
    public SecretFiles(Path directory) {
        this.directory = directory.toAbsolutePath();
        try {
            Files.createDirectories(this.directory);
            Files.setPosixFilePermissions(
                    this.directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directory for secrets", e);
        }
    }

    /** The password of this name, random when new; letters, digits, {@code -} and {@code _}. */
    public String password(String name) {
        return read(file(name + ".password", this::randomPassword));
    }

    /** The file of this name, filled by {@code content} if it does not exist yet. */
    public Path file(String name, Supplier<String> content) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            write(file, content.get());
        }
        return file;
    }

    /** The file of this name, filled with a random key (64 characters of base64url) when new. */
    public Path random(String name) {
        return file(name, () -> random(KEY_BYTES));
    }

    /** Written beside and moved: a crash leaves no half of a secret. */
    private static void write(Path file, String content) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, content, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the secret " + file.getFileName(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the secret " + file.getFileName(), e);
        }
    }

    private String randomPassword() {
        return random(PASSWORD_BYTES);
    }

    private String random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
