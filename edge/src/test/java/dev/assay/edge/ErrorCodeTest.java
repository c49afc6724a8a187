package dev.assay.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| `([A-Z_]+)` \\| (yes|no) \\| [^|]+ \\|$");

    @Test
    void theWiresReadmeListsEveryCode() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("assay.root"), "proto", "README.md"));
        List<String> documented = new ArrayList<>();
        Matcher row = ROW.matcher(readme);
        while (row.find()) {
            documented.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
        }

        List<String> actual = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            actual.add(code + " " + code.status() + " " + (code.retryable() ? "yes" : "no"));
        }
        assertEquals(
                actual.stream().sorted().toList(), documented.stream().sorted().toList());
    }

    @Test
    void aFailureReadsBackAtTheOtherEnd() {
        for (ErrorCode code : ErrorCode.values()) {
            Failure back = Failure.of(new Failure(code, "what was wrong").toStatusException());
            assertEquals(code, back.code());
            assertEquals("what was wrong", back.detail());
        }
    }

    @Test
    void aFailureIsReadFromAPeerThatContradictsItself() {
        StatusRuntimeException missing = new Failure(ErrorCode.ARTIFACT_MISSING, "gone").toStatusException();
        Throwable otherCode = Status.UNAVAILABLE.asRuntimeException(missing.getTrailers());
        assertEquals(ErrorCode.UNAVAILABLE, Failure.of(otherCode).code());
    }

    @Test
    void aFailureIsReadFromAPeerThatSendsGarbage() {
        Metadata garbage = new Metadata();
        garbage.put(
                Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER), new byte[] {(byte) 0xff});
        assertEquals(
                ErrorCode.OVERLOADED,
                Failure.of(Status.RESOURCE_EXHAUSTED.asRuntimeException(garbage))
                        .code());
    }

    @Test
    void whatTheTransportSaysIsNotThePeersWord() {
        assertEquals(Optional.empty(), Failure.saidByPeer(Status.DEADLINE_EXCEEDED.asRuntimeException()));
        Failure said = new Failure(ErrorCode.EXPIRED, "too late");
        assertEquals(
                Optional.of(ErrorCode.EXPIRED),
                Failure.saidByPeer(said.toStatusException()).map(Failure::code));
    }

    @Test
    void aCodeOfANewerPeerIsInternal() {
        assertEquals(ErrorCode.INTERNAL, ErrorCode.named("SOMETHING_NEW"));
    }
}
