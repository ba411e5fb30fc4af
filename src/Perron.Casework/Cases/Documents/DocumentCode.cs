using System.Security.Cryptography;
namespace Perron.Cases.Documents;

/// <summary>The code on a document: 16 signs that nobody confuses, in groups of four. It cannot be guessed (31¹⁶), and says nothing.</summary>
public static class DocumentCode
{
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static string New() => RandomNumberGenerator.GetString(Signs, 16);

    public static string Clean(string typed) => new([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Take(40)]);

    public static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(four => new string(four)));
}
