package dev.assay.enclave.guest.tpm;

import dev.assay.simulator.SoftwareTpm;
import dev.assay.simulator.TpmWriter;
import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The commands of a TPM that attesting needs, over the registers and the key of a software TPM. */
final class FakeTpm implements TpmChannel {
    private static final int PIECE = 256;
    private static final int HANDLE = 0x18B;
    private static final int COMMAND_CODE = 0x143;

    private record Memory(int attributes, byte[] data) {}

    private final SoftwareTpm tpm;
    private final SortedMap<Integer, Memory> memory = new TreeMap<>();
    private int counter;

    FakeTpm(SoftwareTpm tpm) {
        this.tpm = tpm;
    }

    @Override
    public String name() {
        return "fake TPM";
    }

    @Override
    public byte[] transmit(byte[] command) {
        ByteBuffer in = ByteBuffer.wrap(command);
        boolean sessions = in.getShort() == (short) 0x8002;
        if (in.getInt() != command.length) {
            return refused(0x142);
        }
        return switch (in.getInt()) {
            case 0x17A -> capability(in.getInt(), in.getInt());
            case 0x169 -> describe(in.getInt());
            case 0x14E -> read(in, sessions);
            case 0x137 -> write(in);
            case 0x12A -> define(in);
            case 0x17E -> registers(in);
            case 0x158 -> quote(in);
            case 0x173 ->
                in.getInt() == AzureGuest.ATTESTATION_KEY
                        ? plain(new TpmWriter().sized(tpm.publicArea()))
                        : refused(HANDLE);
            case 0x131 -> authorized(0x8000_0000, new TpmWriter().sized(tpm.publicArea()));
            case 0x165 -> in.getInt() == 0x8000_0000 ? plain(new TpmWriter()) : refused(HANDLE);
            default -> refused(COMMAND_CODE);
        };
    }

    private byte[] capability(int capability, int property) {
        TpmWriter out = new TpmWriter().u8(0).u32(capability);
        return switch (capability) {
            case 1 -> {
                var handles = property == 0x0100_0000
                        ? memory.keySet()
                        : new TreeSet<>(java.util.Set.of(AzureGuest.ATTESTATION_KEY));
                out.u32(handles.size());
                handles.forEach(handle -> out.u32(handle & 0xFFFF_FFFFL));
                yield plain(out);
            }
            case 5 -> {
                out.u32(3);
                for (TpmHash hash : new TpmHash[] {TpmHash.SHA1, TpmHash.SHA256, TpmHash.SHA384}) {
                    out.u16(hash.id()).u8(3).raw(new byte[] {-1, -1, -1});
                }
                yield plain(out);
            }
            default ->
                plain(out.u32(3)
                        .u32(0x105)
                        .u32(0x46414B45)
                        .u32(0x10B)
                        .u32(0x0001_0002)
                        .u32(0x12C)
                        .u32(PIECE));
        };
    }

    private byte[] describe(int index) {
        Memory found = memory.get(index);
        if (found == null) {
            return refused(HANDLE);
        }
        byte[] area = new TpmWriter()
                .u32(index)
                .u16(0x000B)
                .u32(found.attributes)
                .sized(new byte[0])
                .u16(found.data.length)
                .toByteArray();
        return plain(new TpmWriter().sized(area).sized(new byte[34]));
    }

    private static int skipAuthorization(ByteBuffer in) {
        int index = in.getInt();
        int size = in.getInt();
        in.position(in.position() + size);
        return index;
    }

    private byte[] read(ByteBuffer in, boolean sessions) {
        in.getInt();
        Memory found = memory.get(skipAuthorization(in));
        int size = in.getShort();
        int offset = in.getShort();
        if (found == null || !sessions) {
            return refused(HANDLE);
        }
        if (size > PIECE) {
            return refused(0x2C4);
        }
        return offset + size > found.data.length
                ? refused(0x146)
                : authorized(0, new TpmWriter().sized(Arrays.copyOfRange(found.data, offset, offset + size)));
    }

    private byte[] write(ByteBuffer in) {
        in.getInt();
        int index = skipAuthorization(in);
        byte[] data = sized(in);
        int offset = in.getShort();
        byte[] into = Objects.requireNonNull(memory.get(index)).data;
        if (data.length > PIECE || offset + data.length > into.length) {
            return refused(0x146);
        }
        System.arraycopy(data, 0, into, offset, data.length);
        return authorized(0, new TpmWriter());
    }

    private byte[] define(ByteBuffer in) {
        skipAuthorization(in);
        sized(in);
        ByteBuffer area = ByteBuffer.wrap(sized(in));
        int index = area.getInt();
        area.getShort();
        int attributes = area.getInt();
        area.getShort();
        memory.put(index, new Memory(attributes, new byte[area.getShort() & 0xFFFF]));
        return authorized(0, new TpmWriter());
    }

    /** Eight at a time, as TPMs do. */
    private byte[] registers(ByteBuffer in) {
        in.getInt();
        TpmHash bank = TpmHash.required(in.getShort());
        TreeSet<Integer> selected = selection(in);
        while (selected.size() > 8) {
            selected.removeLast();
        }
        TpmWriter out = new TpmWriter().u32(counter).u32(1).u16(bank.id()).u8(3).raw(bitmap(selected));
        out.u32(selected.size());
        selected.forEach(
                index -> out.sized(Objects.requireNonNull(tpm.bank(bank).get(index))));
        return plain(out);
    }

    private byte[] quote(ByteBuffer in) {
        int key = skipAuthorization(in);
        byte[] nonce = sized(in);
        in.getShort();
        in.getInt();
        TpmHash bank = TpmHash.required(in.getShort());
        if (key != AzureGuest.ATTESTATION_KEY && key != 0x8000_0000) {
            return refused(HANDLE);
        }
        byte[] message = tpm.quote(nonce, bank, selection(in));
        return authorized(0, new TpmWriter().sized(message).raw(tpm.sign(message)));
    }

    private static TreeSet<Integer> selection(ByteBuffer in) {
        TreeSet<Integer> selected = new TreeSet<>();
        byte[] bitmap = new byte[in.get()];
        in.get(bitmap);
        for (int i = 0; i < bitmap.length * 8; i++) {
            if ((bitmap[i / 8] >> i % 8 & 1) != 0) {
                selected.add(i);
            }
        }
        return selected;
    }

    private static byte[] bitmap(TreeSet<Integer> selected) {
        byte[] bitmap = new byte[3];
        selected.forEach(index -> bitmap[index / 8] |= (byte) (1 << index % 8));
        return bitmap;
    }

    private static byte[] sized(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort()];
        in.get(bytes);
        return bytes;
    }

    /** An extension of a register between two commands. */
    void extend(int index) {
        counter++;
        tpm.extend(index, new byte[] {(byte) counter});
    }

    static byte[] refused(int code) {
        return ByteBuffer.allocate(10)
                .putShort((short) 0x8001)
                .putInt(10)
                .putInt(code)
                .array();
    }

    private static byte[] plain(TpmWriter body) {
        byte[] content = body.toByteArray();
        return ByteBuffer.allocate(10 + content.length)
                .putShort((short) 0x8001)
                .putInt(10 + content.length)
                .putInt(0)
                .put(content)
                .array();
    }

    /** Handle, if it is not zero; parameters; and the password's answer. */
    private static byte[] authorized(int handle, TpmWriter body) {
        byte[] content = body.toByteArray();
        int size = 10 + (handle == 0 ? 0 : 4) + 4 + content.length + 5;
        ByteBuffer out =
                ByteBuffer.allocate(size).putShort((short) 0x8002).putInt(size).putInt(0);
        if (handle != 0) {
            out.putInt(handle);
        }
        return out.putInt(content.length).put(content).array();
    }

    @Override
    public void close() {}
}
