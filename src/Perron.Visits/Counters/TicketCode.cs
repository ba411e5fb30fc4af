using System.Security.Cryptography;
namespace Perron.Counters;

/// <summary>By which a ticket is followed: nobody guesses it, and it is typed off a paper without mistaking a sign for another.</summary>
internal static class TicketCode
{
    private const string Signs = "ABCDEFGHJKLMNPRTUVWXYZ2346789";

    /// <summary>48 bits of chance, for a ticket of one day.</summary>
    public static string New() => RandomNumberGenerator.GetString(Signs, 10);

    public static bool IsOne(string typed) => typed.Length == 10 && typed.All(Signs.Contains);
}
