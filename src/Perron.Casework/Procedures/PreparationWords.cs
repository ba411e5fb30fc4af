using Perron.Platform.Web;
namespace Perron.Procedures;

/// <summary>What a procedure in preparation waits for, in words.</summary>
internal static class PreparationWords
{
    private static readonly Words RoomWords = Words.Of(typeof(PreparationWords));

    public static string Of(Offer offer, string language) => offer.Unconfirmed is [_, ..] facts
        ? RoomWords.In(language, "preparation-text", string.Join(", ", facts.Select(fact => RoomWords.In(language, $"confirm-{fact}")))) : RoomWords.In(language, "preparation-ready");
}
