using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
namespace Perron.Platform.Files;

/// <summary>
/// A form that is sent with more than a request usually holds: what was typed is read, and of each file no more than tells that it is too large.
/// So the page says it at the field and keeps the rest, and neither memory nor disk pays for what nobody takes.
/// </summary>
internal sealed class LargeForm(HttpContext context) : IFormFeature
{
    /// <summary>Beyond this the house does not listen.</summary>
    public const long Ceiling = 256L * 1024 * 1024;

    private const int InMemory = 64 * 1024, MostFields = 1024, LongestText = 4 * 1024 * 1024;

    // Ten files of the largest size that is taken, and a little.
    private const long MostKept = 110L * 1024 * 1024;

    /// <summary>Before anybody reads the body.</summary>
    public static void Use(IApplicationBuilder app, long usual) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength > usual)
        {
            if (context.Request.ContentLength > Ceiling || !IsMultipart(context.Request))
            {
                throw new BadHttpRequestException("The request is larger than the house listens to.", StatusCodes.Status413PayloadTooLarge);
            }

            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = Ceiling;
            }

            context.Features.Set<IFormFeature>(new LargeForm(context));
        }

        return next(context);
    });

    public bool HasFormContentType => true;

    public IFormCollection? Form { get; set; }

    public IFormCollection ReadForm() => throw new InvalidOperationException("A large form is read without blocking.");

    public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) => Form ??= await Read(cancellationToken);

    private async Task<FormCollection> Read(CancellationToken cancelled)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(context.Request.ContentType).Boundary).Value!;
        var reader = new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = Ceiling };
        var (typed, files, kept) = (new KeyValueAccumulator(), new FormFileCollection(), 0L);
        try
        {
            while (await reader.ReadNextSectionAsync(cancelled) is { } section)
            {
                if (section.AsFileSection() is { } file && section.GetContentDispositionHeader()!.IsFileDisposition())
                {
                    var (stream, length) = await Keep(section.Body, Math.Min(AcceptedKinds.Evidence.LargestFile + 1, Math.Max(0, MostKept - kept)), cancelled);
                    kept += length;
                    files.Add(new FormFile(stream, 0, kept >= MostKept ? AcceptedKinds.Evidence.LargestFile + 1 : length, file.Name, file.FileName) { Headers = new HeaderDictionary(section.Headers ?? []) });
                }
                else if (section.AsFormDataSection() is { } field && typed.ValueCount < MostFields)
                {
                    using var text = new StreamReader(new CutStream(section.Body, LongestText));
                    typed.Append(field.Name, await text.ReadToEndAsync(cancelled));
                }
            }
        }
        catch (InvalidDataException broken)
        {
            throw new BadHttpRequestException("The form cannot be read.", broken);
        }

        return new(typed.HasValues ? typed.GetResults() : [], files);
    }

    private async Task<(Stream Kept, long Length)> Keep(Stream body, long most, CancellationToken cancelled)
    {
        var kept = new FileBufferingReadStream(new CutStream(body, most), InMemory);
        context.Response.RegisterForDisposeAsync(kept);
        await kept.DrainAsync(cancelled);
        await body.DrainAsync(cancelled);
        kept.Position = 0;
        return (kept, kept.Length);
    }

    private static bool IsMultipart(HttpRequest request) => request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>The beginning of a stream.</summary>
    private sealed class CutStream(Stream whole, long most) : Stream
    {
        private long _left = most;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = _left == 0 ? 0 : await whole.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
            _left -= read;
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
