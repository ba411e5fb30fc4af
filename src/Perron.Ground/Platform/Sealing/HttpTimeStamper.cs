using System.Net.Http.Headers;
namespace Perron.Platform.Sealing;

/// <summary>A time stamping authority that is asked over HTTP (RFC 3161, 3.4).</summary>
internal sealed class HttpTimeStamper(IHttpClientFactory lines) : ITimeStamper
{
    public async Task<byte[]> Stamp(TimeStampQuery query)
    {
        try
        {
            using var line = lines.CreateClient(nameof(HttpTimeStamper));
            using var question = new ByteArrayContent(query.Encoded) { Headers = { ContentType = new MediaTypeHeaderValue("application/timestamp-query") } };
            using var answer = await line.PostAsync((Uri?)null, question);
            return answer.IsSuccessStatusCode
                ? query.TokenOf(await answer.Content.ReadAsByteArrayAsync())
                : throw new SealFault(SealTrouble.NoTimeStamp, $"The time stamping authority answered {(int)answer.StatusCode}.");
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException)
        {
            throw new SealFault(SealTrouble.NoTimeStamp, "The time stamping authority does not answer.", lost);
        }
    }
}
