namespace Perron.Platform.Files;

/// <summary>A kind of file: told by its first bytes, and its name must agree.</summary>
public sealed record FileKind(string ContentType, byte[] Magic, IReadOnlyList<string> Endings)
{
    public static readonly FileKind Pdf = new("application/pdf", "%PDF-"u8.ToArray(), [".pdf"]);
    public static readonly FileKind Jpeg = new("image/jpeg", [0xFF, 0xD8, 0xFF], [".jpg", ".jpeg", ".jpe", ".jfif"]);
    public static readonly FileKind Png = new("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [".png"]);

    internal bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);
}

/// <summary>What one field takes, and how large a file may be.</summary>
public sealed record AcceptedKinds(IReadOnlyList<FileKind> Kinds, long LargestFile)
{
    /// <summary>Proofs that citizens send: PDF, JPEG, PNG of 10 MB or less.</summary>
    public static readonly AcceptedKinds Evidence = new([FileKind.Pdf, FileKind.Jpeg, FileKind.Png], 10 * 1024 * 1024);

    /// <summary>For the <c>accept</c> attribute of a file field.</summary>
    public string Accept => string.Join(',', Kinds.SelectMany(kind => kind.Endings));
}

/// <summary>Why a file was not taken. Each has a sentence in the words of the room that asks for the file.</summary>
public enum RefusalReason { Empty, TooLarge, WrongKind, NotWhatItSays, Unsafe, Infected }
